"""What stands behind a link in each state of its call; every page offers a way on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from .cast import Cast

pytestmark = pytest.mark.e2e


def test_a_link_that_nobody_made(cast: Cast) -> None:
    # given
    emma = cast.customer()

    # when
    emma.follow(f"{cast.demo.facts['appUrl']}/e/{'x' * 43}")

    # then
    expect(emma.call.heading("We do not know this link")).to_be_visible()


def test_a_call_that_was_cancelled(cast: Cast) -> None:
    # given
    emma, call = cast.customer(), cast.office.create_call("Emma Collins")
    cast.office.cancel(call)

    # when
    emma.follow(call.join_url)

    # then
    expect(emma.call.heading("This call was cancelled")).to_be_visible()
    expect(emma.page.get_by_role("link", name="Back to the shop")).to_be_visible()


def test_a_call_that_has_ended(cast: Cast) -> None:
    # given a call that took place
    _, emma = cast.meet()
    call = emma.link
    cast.office.end_all()

    # when somebody follows its link afterwards
    lucas = cast.customer()
    lucas.follow(call)

    # then
    expect(lucas.call.heading("This call has ended")).to_be_visible()
    expect(lucas.page.get_by_role("link", name="Back to the shop")).to_be_visible()


def test_a_call_that_is_planned_for_later_says_when_in_the_visitors_zone(cast: Cast) -> None:
    # given
    starts_at = datetime.now(UTC).replace(hour=17, minute=0) + timedelta(days=3)
    call = cast.office.create_call("Emma Collins", starts_at=starts_at)
    emma = cast.customer(timezone_id="America/New_York")

    # when
    emma.follow(call.join_url)

    # then
    expect(emma.call.heading("12:00")).to_contain_text("Your call is on")
    expect(emma.call.text("Eastern Standard Time")).to_be_visible()
    with emma.page.expect_download() as download:
        emma.page.get_by_role("link", name="Add to calendar").click()
    assert "BEGIN:VEVENT" in download.value.path().read_text()


def test_a_call_with_all_places_taken_lets_guests_try_again(cast: Cast) -> None:
    # given
    call = cast.office.create_call("Emma Collins")
    cast.office.fill(call)
    lucas = cast.customer()

    # when
    lucas.follow(call.guest_url)

    # then
    expect(lucas.call.heading("The call is full")).to_be_visible()
    expect(lucas.call.button("Try again")).to_be_visible()

    # and the customer's own place is kept
    emma = cast.customer()
    emma.follow(call.join_url)
    expect(emma.call.button("Join")).to_be_visible()
