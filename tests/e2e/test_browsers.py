"""Browsers in which a call cannot be held, or may fail: they lead on to one that can."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .cast import Cast
from .phone import HANDHELD, INSTAGRAM

pytestmark = pytest.mark.e2e

FACEBOOK_ON_IOS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0;FBBV/1]"
)


def test_an_apps_web_view_leads_to_the_browser(cast: Cast) -> None:
    # given a link that is opened inside of Instagram
    emma = cast.customer(
        user_agent=INSTAGRAM, permissions=["clipboard-read", "clipboard-write"], **HANDHELD
    )
    link = cast.office.create_call("Emma Collins").join_url

    # when
    emma.follow(link)

    # then she may open her own browser, or take the link there
    expect(emma.call.heading("Open this page in your browser")).to_be_visible()
    expect(emma.call.text("Instagram shows pages in a window of its own")).to_be_visible()
    way = emma.call.root.get_by_role("link", name="Open in the browser").get_attribute("href")
    assert way is not None
    assert way.startswith(f"intent://{link.removeprefix('http://')}#Intent;scheme=http;")
    emma.call.button("Copy link").click()
    expect(emma.call.button("Link copied")).to_be_visible()
    assert emma.page.evaluate("navigator.clipboard.readText()") == link

    # and may try it here all the same
    emma.call.button("Continue here all the same").click()
    expect(emma.call.heading("Your call with Camille Laurent")).to_be_visible()


def test_where_nothing_may_be_copied_the_link_is_there_to_be_copied_by_hand(cast: Cast) -> None:
    # given a web view on an iPhone, which gives no clipboard
    emma = cast.customer(user_agent=FACEBOOK_ON_IOS, **HANDHELD)
    emma.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    link = cast.office.create_call("Emma Collins").join_url

    # when
    emma.follow(link)
    expect(emma.call.text("Facebook shows pages in a window of its own")).to_be_visible()
    expect(emma.call.root.get_by_role("link", name="Open in the browser")).to_have_count(0)
    emma.call.button("Copy link").click()

    # then
    expect(emma.call.root.get_by_label("Copy this link:")).to_have_value(link)


@pytest.mark.parametrize(
    ("missing", "heading", "can_stay"),
    [
        ("delete window.RTCPeerConnection", "This browser cannot hold video calls", False),
        ("delete MediaDevices.prototype.getUserMedia", "Open this page in your browser", True),
    ],
)
def test_a_browser_without_what_a_call_needs_says_so(
    cast: Cast, missing: str, heading: str, can_stay: bool
) -> None:
    # given
    emma = cast.customer()
    emma.page.add_init_script(missing)

    # when
    emma.follow(cast.office.create_call("Emma Collins").join_url)

    # then
    expect(emma.call.heading(heading)).to_be_visible()
    expect(emma.call.button("Copy link")).to_be_visible()
    expect(emma.call.button("Continue here all the same")).to_have_count(int(can_stay))
