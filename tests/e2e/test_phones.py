"""The call on an emulated phone: slow, locked, turned, with little room."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from .cast import Cast
from .people import Customer, Staff
from .phone import HANDHELD, Phone, slow_down

pytestmark = pytest.mark.e2e

# What a page promises on Slow 3G; tests on a shared machine get three times that.
TEXT_SECONDS = 5.0
SLACK = 3
# How soon the others read that somebody is away, and how soon he is back.
AWAY_MS = 8_000 * SLACK
BACK_MS = 5_000 * SLACK


def meet_by_phone(cast: Cast, browser: Browser) -> tuple[Staff, Customer, Phone]:
    """Camille at her desk and Emma on a phone, in a private call."""
    emma = cast.customer(browser=browser, **HANDHELD)
    phone = Phone(emma.page)
    camille, _ = cast.meet(customer=emma)
    return camille, emma, phone


@pytest.mark.parametrize("way", ["asking", "following a link"])
def test_the_text_is_usable_soon_on_a_slow_phone(cast: Cast, way: str) -> None:
    # given a personal shopper, and a phone that has loaded nothing yet
    cast.at_the_desk()
    emma = cast.customer(**HANDHELD)
    slow_down(emma.page)

    # when the customer opens the page
    with emma.page.expect_response("**/room-*.js"):
        if way == "asking":
            facts = cast.demo.facts
            emma.follow(f"{facts['appUrl']}/call?channel={facts['channel']}")
            button = emma.call.button("Ask for a call")
        else:
            emma.follow(cast.office.create_call("Emma Collins").join_url)
            button = emma.call.root.get_by_role("button", name="Join")

        # then she can read and fill it in within the time promised
        expect(emma.call.root.get_by_label("I agree to this")).to_be_visible()
        expect(button).to_be_enabled()
        seconds = emma.page.evaluate("performance.now()") / 1000
        print(f"{way}: usable after {seconds:.1f} s of {TEXT_SECONDS:.0f}")
        assert seconds < TEXT_SECONDS * SLACK
        # and meanwhile the call's own code comes


def test_the_screen_stays_on_from_the_lobby_to_the_end(cast: Cast, browser: Browser) -> None:
    # given a customer who waits in the lobby
    camille, emma = cast.back_at_the_desk(), cast.customer(**HANDHELD)
    phone = Phone(emma.page)
    emma.follow(cast.office.create_call("Emma Collins").join_url)
    assert phone.screens_held() == 0
    emma.call.enter()
    expect(emma.call.heading("Camille Laurent will be with you shortly")).to_be_visible()

    # then her screen is held, also in the call and after she looked elsewhere
    assert phone.screens_held() == 1
    camille.join("Emma Collins")
    emma.call.expect_call()
    phone.lock()
    phone.unlock()
    emma.call.expect_call()
    assert phone.screens_held() == 1

    # and no longer than the call
    emma.call.end("Leave")
    expect(emma.call.button("Join again")).to_be_visible()
    assert phone.screens_held() == 0


def test_a_locked_phone_is_away_and_comes_back_by_itself(cast: Cast, browser: Browser) -> None:
    # given
    camille, emma, phone = meet_by_phone(cast, browser)
    camille.call.wait_until_picture_moves()

    # when the phone is locked
    phone.lock()

    # then Camille sees no frozen face
    still = camille.call.text("No picture at the moment")
    expect(still).to_be_visible(timeout=AWAY_MS)
    camille.call.write("Are you still there?")

    # and when it is unlocked, picture and messages are back without a touch
    phone.unlock()
    expect(emma.call.tool("Chat")).to_have_accessible_name("Chat, 1 new message", timeout=BACK_MS)
    expect(still).to_be_hidden(timeout=BACK_MS)
    camille.call.wait_until_picture_moves()
    emma.call.wait_until_picture_moves()


@pytest.mark.feature("CL-04")
def test_a_phone_shows_its_other_side_and_stays_heard(cast: Cast, several: Browser) -> None:
    # given
    camille, emma, phone = meet_by_phone(cast, several)
    front = phone.camera()

    # when
    emma.call.tool("More options").click()
    emma.call.root.get_by_role("menuitem", name="Flip camera").click()

    # then the other camera is seen, and sound never stopped
    emma.page.wait_for_timeout(1_000)
    assert phone.camera() != front
    camille.call.wait_until_picture_moves()
    camille.call.wait_until_sound_arrives()


def test_a_computer_has_no_other_side(cast: Cast, several: Browser) -> None:
    # given a desktop with two cameras
    _, emma = cast.meet(customer=cast.customer(browser=several))

    # when
    emma.call.tool("More options").click()

    # then she chooses by name instead
    expect(emma.call.root.get_by_role("menuitem", name="Camera and microphone")).to_be_visible()
    expect(emma.call.root.get_by_role("menuitem", name="Flip camera")).to_have_count(0)
