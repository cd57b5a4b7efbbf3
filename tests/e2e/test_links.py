"""What stands behind a link in each state of its call; every page offers a way on."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from .call_page import LISTEN, CallPage
from .cast import Cast
from .chromium import STATE_MILLISECONDS

pytestmark = pytest.mark.e2e
OPENS_BEFORE = timedelta(minutes=15)


def test_a_link_that_nobody_made(cast: Cast) -> None:
    # given
    emma = cast.customer()

    # when
    emma.follow(f"{cast.demo.facts['appUrl']}/e/{'x' * 43}")

    # then it leads on to the shop, where nobody is on duty
    expect(emma.call.heading("We do not know this link")).to_be_visible()
    expect(emma.page.get_by_role("link", name="Back to the shop")).to_be_visible()
    expect(emma.call.button("Leave a message")).to_be_visible()


def test_a_call_that_is_over_leads_on_to_another_while_somebody_is_there(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    call = cast.office.create_call("Emma Collins")
    cast.office.cancel(call)
    emma.follow(call.join_url)

    # when
    emma.call.button("Ask for a new call").click()
    emma.call.ask("Emma Collins")

    # then she waits, and is met
    expect(emma.call.text("You are next")).to_be_visible()
    camille.join("Emma Collins").expect_call()
    emma.call.expect_call()


def test_a_call_that_is_over_leads_on_to_a_message_while_nobody_is_there(cast: Cast) -> None:
    # given
    emma, call = cast.customer(), cast.office.create_call("Emma Collins")
    cast.office.cancel(call)
    emma.follow(call.join_url)

    # when
    emma.call.button("Leave a message").click()

    # then
    emma.leave_message("Emma Collins", "Another day, please.")
    expect(emma.page.get_by_role("link", name="Back to the shop")).to_be_visible()


def test_a_call_that_was_cancelled(cast: Cast) -> None:
    # given
    emma, call = cast.customer(), cast.office.create_call("Emma Collins")
    cast.office.cancel(call)

    # when
    emma.follow(call.join_url)

    # then
    expect(emma.call.heading("This call was cancelled")).to_be_visible()
    expect(emma.page.get_by_role("link", name="Back to the shop")).to_be_visible()


@pytest.mark.feature("LB-01")
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


def test_a_call_with_all_places_taken_lets_a_guest_in_once_somebody_has_left(cast: Cast) -> None:
    # given
    lucas, call = cast.customer(), cast.office.create_call("Emma Collins")
    bearers = cast.office.fill(call)

    # when
    lucas.follow(call.guest_url)

    # then
    expect(lucas.call.heading("The call is full")).to_be_visible()
    expect(lucas.call.text("There is room for 6 people")).to_be_visible()
    expect(lucas.call.button("Try again")).to_be_visible()

    # and the customer's own place is kept
    emma = cast.customer()
    emma.follow(call.join_url)
    expect(emma.call.button("Join")).to_be_visible()

    # and when somebody leaves, the guest's page goes on by itself
    cast.office.leave(call, bearers[0])
    lucas.call.enter("Lucas Moreau")
    expect(lucas.call.heading("Camille Laurent will be with you shortly")).to_be_visible()


def test_a_page_opens_by_itself_when_it_is_time(cast: Cast) -> None:
    # given a call whose link opens in some seconds
    opens_at = datetime.now(UTC) + timedelta(seconds=12)
    call = cast.office.create_call("Emma Collins", starts_at=opens_at + OPENS_BEFORE)
    emma = cast.customer()
    emma.follow(call.join_url)
    expect(emma.call.heading("Your call is on")).to_be_visible()

    # then
    expect(emma.call.button("Join")).to_be_visible(timeout=STATE_MILLISECONDS + 12_000)
    assert datetime.now(UTC) >= opens_at


def test_whoever_waits_for_a_call_that_is_moved_reads_the_new_date(cast: Cast) -> None:
    # given one who waits in the lobby, and one before the door of a later call
    emma, call = cast.customer(timezone_id="Europe/Lisbon"), cast.office.create_call("Emma Collins")
    emma.follow(call.join_url).enter()
    expect(emma.call.heading("Camille Laurent will be with you shortly")).to_be_visible()

    # when
    starts_at = datetime.now(UTC).replace(hour=9, minute=30) + timedelta(days=2)
    cast.office.reschedule(call, starts_at)

    # then
    expect(emma.call.heading("9:30")).to_contain_text("Your call is on")

    # and when it is moved to now, the page opens, at once for whoever comes back to it
    cast.office.reschedule(call, datetime.now(UTC) + timedelta(minutes=5))
    emma.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(emma.call.button("Join")).to_be_visible()


def test_a_call_cancelled_meanwhile_is_told_before_one_comes_in(cast: Cast) -> None:
    emma, call = cast.customer(), cast.office.create_call("Emma Collins")
    emma.follow(call.join_url)
    expect(emma.call.button("Join")).to_be_visible()

    cast.office.cancel(call)

    expect(emma.call.heading("This call was cancelled")).to_be_visible(timeout=30_000)


def test_whoever_waits_reads_why_the_call_is_cancelled(cast: Cast) -> None:
    # given a customer in the lobby
    emma, call = cast.customer(), cast.office.create_call("Emma Collins")
    emma.follow(call.join_url).enter()
    expect(emma.call.heading("will be with you shortly")).to_be_visible()

    # when
    cast.office.cancel(call, "Camille is <i>ill</i> today.\nShe is sorry.")

    # then she reads the words of whoever called it off, just as they were written
    expect(emma.call.heading("This call was cancelled")).to_be_visible()
    expect(emma.call.root.locator(".note")).to_have_text(
        "Camille is <i>ill</i> today. She is sorry."
    )


def test_a_window_that_asked_for_a_call_shows_the_guest_link(cast: Cast) -> None:
    # given a customer who waits in a window of its own
    cast.at_the_desk()
    emma, facts = cast.customer(), cast.demo.facts
    shop = f"saleorApiUrl={facts['saleorApiUrl']}&channel={facts['channel']}"
    emma.follow(f"{facts['appUrl']}/call?{shop}").ask("Emma Collins")
    expect(emma.call.text("You are next")).to_be_visible()

    # then a copied address invites a guest, and never leads to her seat
    emma.page.wait_for_url("**/e/*")
    lucas = cast.customer()
    lucas.follow(emma.page.url)
    expect(lucas.call.root.get_by_label("Your name")).to_be_visible()
    expect(lucas.call.heading("Join the call with")).to_be_visible()

    # and a reload keeps her place
    emma.page.reload()
    expect(emma.call.text("You are next")).to_be_visible()
    assert len(cast.office.events("WAITING")) == 1


def test_a_link_in_a_frame_of_the_shop_turns_into_the_guest_link_as_well(cast: Cast) -> None:
    # given
    emma, call = cast.customer(), cast.office.create_call("Emma Collins")
    emma.visit()
    emma.page.evaluate(
        """(url) => document.body.append(
          Object.assign(document.createElement('iframe'), { src: url, allow: 'camera; microphone' })
        )""",
        call.join_url,
    )

    # when
    emma.call = CallPage(emma.call_frame())
    emma.call.enter()

    # then
    expect(emma.call.heading("Camille Laurent will be with you shortly")).to_be_visible()
    assert emma.call.root.url == call.guest_url


def test_the_address_of_a_call_at_the_desk_lets_nobody_in(cast: Cast) -> None:
    camille, _ = cast.meet()
    lucas = cast.customer()

    lucas.follow(camille.desk.url)

    expect(lucas.page.get_by_role("heading", name="Your desk is closed")).to_be_visible()
    expect(lucas.call.button("Join")).to_have_count(0)


@pytest.mark.feature("CL-06")
def test_the_guest_link_is_handed_on_by_code_and_by_copy(cast: Cast) -> None:
    # given a browser that does not let the page use the clipboard
    cast.scripts.append(
        "navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowed'))"
    )
    _, emma = cast.meet()
    asked: list[str] = []
    emma.page.on("request", lambda request: asked.append(request.url))

    # when
    people = emma.call.open("Participants")
    expect(people.get_by_text("There is room for 4 more people.")).to_be_visible()
    people.get_by_role("button", name="Invite somebody").click()

    # then the code is there, and no third party learned the link
    code = emma.call.root.get_by_alt_text("QR code of the call link")
    expect(code).to_have_js_property("complete", True)
    assert code.evaluate("(image) => image.naturalWidth") > 0
    assert all(url.startswith(cast.demo.facts["appUrl"]) for url in asked)

    # and it can be copied all the same, which is read out
    emma.call.button("Copy").click()
    expect(emma.page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
    field = emma.page.get_by_label("Call link")
    assert field.input_value() == emma.page.url
    assert field.evaluate("(field) => field.selectionEnd - field.selectionStart") > 0


@pytest.mark.feature("CL-07")
def test_whoever_comes_and_goes_is_told_once(cast: Cast) -> None:
    # given
    camille, emma = cast.meet()
    camille.call.root.evaluate(LISTEN)
    lucas = cast.customer()

    # when a guest comes, reloads, and leaves
    lucas.follow(emma.page.url).enter("Lucas Moreau")
    lucas.call.expect_call()
    lucas.page.reload()
    lucas.call.expect_call()
    lucas.call.end("Leave")
    expect(camille.call.toast("Lucas Moreau left")).to_be_visible()

    # then
    said = camille.call.root.evaluate("window.saidInPassing")
    assert said == ["Lucas Moreau joined", "Lucas Moreau left"]


@pytest.mark.feature("DC-12")
def test_a_call_made_at_the_desk_hands_out_both_links(cast: Cast) -> None:
    # given
    camille = cast.back_at_the_desk()
    camille.create_call("Emma Collins")
    desk = camille.desk

    # then each has its code
    expect(desk.get_by_alt_text("QR code: Link for the customer")).to_be_visible()
    desk.get_by_text("Link for guests", exact=True).first.click()
    code = desk.get_by_alt_text("QR code: Link for guests")
    expect(code).to_be_visible()
    assert code.evaluate("(image) => image.naturalWidth") > 0

    # and is copied, which is read out
    desk.get_by_role("button", name="Copy Link for guests").click()
    expect(desk.get_by_role("status").filter(has_text="Copied: Link for guests")).to_be_attached()


def test_links_are_handed_out_from_the_list_of_calls(cast: Cast) -> None:
    # given
    camille = cast.back_at_the_desk()
    starts_at = datetime.now(UTC) + timedelta(days=1)
    call = cast.office.create_call("Emma Collins", starts_at=starts_at)
    camille.desk.reload()

    # when
    camille.desk.get_by_role("button", name="Links of the call with Emma Collins").click()

    # then
    dialog = camille.desk.get_by_role("dialog", name="Links of the call with Emma Collins")
    expect(dialog.get_by_label("Link for the customer", exact=True)).to_have_value(call.join_url)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
