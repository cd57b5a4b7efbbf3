"""Every page on Safari's engine. WebKitGTK has no WebRTC: there the call page says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .cast import Cast
from .conftest import HAS_FAILED
from .people import new_address
from .running_demo import RunningDemo
from .webkit import WebKit, missing, webkit

pytestmark = pytest.mark.e2e


@pytest.fixture
def window(cast: Cast, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WebKit]:
    """A window of WebKit; what was done in it is tidied with the rest of the cast's doings."""
    if reason := missing():
        pytest.skip(reason)
    with webkit() as opened:
        yield opened
        if request.node.stash.get(HAS_FAILED, False):
            opened.take_picture(tmp_path / "webkit.png")
            print(f"what WebKit saw: {tmp_path / 'webkit.png'}")


def test_a_link_to_a_call_says_that_this_browser_cannot_hold_it(cast: Cast, window: WebKit) -> None:
    # given
    link = cast.office.create_call("Emma Collins").join_url

    # when
    window.goto(link)

    # then it says so, and gives the link for another browser
    window.see("heading", "This browser cannot hold video calls")
    window.see("text", "Open this page in a current version of")
    window.see("button", "Copy link")
    assert window.faults() == []


def test_the_shops_button_leads_to_the_message_that_needs_no_call(
    demo: RunningDemo, window: WebKit
) -> None:
    # given a shop in which nobody is available
    window.goto(f"{demo.facts['storefrontUrl']}/products/aube-linen-blazer")
    window.see("heading", "Aube Linen Blazer")

    # when
    window.click("button", "Leave us a message")
    window.enter_frame(demo.facts["appUrl"])
    window.fill("Your name", "Olivia Reyes")
    window.fill("Email", "olivia@example.com")
    window.fill("What can we do for you?", "Does the blazer run small?")
    window.click("button", "Send message")

    # then
    window.see("heading", "Thank you, Olivia Reyes")
    assert window.faults() == []
    window.leave_frame()
    assert window.faults() == []


def test_where_somebody_is_free_it_says_that_calls_need_another_browser(
    demo: RunningDemo, cast: Cast, window: WebKit
) -> None:
    # given
    cast.at_the_desk()
    window.goto(demo.facts["storefrontUrl"])

    # when
    window.click("button", "Talk to a personal shopper")
    window.enter_frame(demo.facts["appUrl"])

    # then
    window.see("heading", "This browser cannot hold video calls")
    assert window.faults() == []


def test_the_dashboards_pages_work(demo: RunningDemo, window: WebKit) -> None:
    # given an administrator in the Dashboard
    log_in(demo, window, "admin@example.com")

    # when
    window.click("link", "Personal Shopper")
    window.enter_frame(demo.facts["appUrl"])

    # then lists and settings are there, and settings can be saved
    window.see("heading", "All calls")
    window.click("link", "Settings")
    window.see("heading", "Personal shoppers")
    assert window.faults() == []


def test_the_desk_works(demo: RunningDemo, window: WebKit) -> None:
    # given
    log_in(demo, window, "camille@example.com")

    # when
    window.click("button", "Open desk")
    window.follow_to_other_window()
    window.see("heading", "Calls")
    window.click("link", "Create private call")
    window.fill("Name", "Emma Collins")
    window.fill("Email", new_address())
    window.click("button", "Create call")

    # then the call is there with its link, and cannot be joined here
    window.see("field", "Link for the customer")
    assert window.faults() == []


def log_in(demo: RunningDemo, window: WebKit, email: str) -> None:
    person = next(each for each in demo.facts["staff"] if each["email"] == email)
    window.goto(demo.facts["dashboardUrl"])
    window.fill("Email", person["email"])
    window.fill("Password", person["password"])
    window.click("button", "Log in")
    window.see("link", "Customers")
