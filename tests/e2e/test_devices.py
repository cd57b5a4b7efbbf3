"""Cameras and microphones that are chosen, refused, unplugged and plugged in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from .cast import Cast
from .chromium import Launch
from .people import Customer, Staff
from .phone import Phone

pytestmark = pytest.mark.e2e

OTHERS = {
    "Camera": "fake_device_2",
    "Microphone": "Fake Audio Input 2",
    "Speaker": "Fake Audio Output 2",
}


def meet(cast: Cast, browser: Browser) -> tuple[Staff, Customer, Phone]:
    """Camille at her desk and Emma at a computer, in a private call."""
    emma = cast.customer(browser=browser)
    hardware = Phone(emma.page)
    camille, _ = cast.meet(customer=emma)
    camille.call.wait_until_picture_moves()
    return camille, emma, hardware


def test_other_devices_are_chosen_without_a_new_negotiation(cast: Cast, several: Browser) -> None:
    # given
    camille, emma, hardware = meet(cast, several)
    negotiated: list[str] = []
    emma.page.on("request", lambda request: negotiated.append(request.url))

    # when Emma chooses another camera, microphone and speaker in the call
    emma.call.tool("More options").click()
    emma.call.root.get_by_role("menuitem", name="Camera and microphone").click()
    for name, device in OTHERS.items():
        emma.call.root.get_by_role("combobox", name=name).select_option(label=device)
    emma.call.button("Done").click()

    # then Camille goes on seeing and hearing her, over the connection that there was
    emma.page.wait_for_timeout(500)
    assert hardware.camera() == OTHERS["Camera"]
    camille.call.wait_until_picture_moves()
    camille.call.wait_until_sound_arrives()
    assert not [url for url in negotiated if "/media/" in url]
    people = camille.call.open("Participants").get_by_role("listitem").filter(has_text="Emma")
    expect(people.get_by_text("Camera off")).to_have_count(0)


def test_a_microphone_that_vanishes_is_noticed_and_the_next_one_is_used(
    cast: Cast, several: Browser
) -> None:
    # given
    camille, emma, hardware = meet(cast, several)
    row = camille.call.open("Participants").get_by_role("listitem").filter(has_text="Emma")

    # when
    hardware.unplug("audioinput")

    # then Emma reads it, and Camille that she cannot be heard
    expect(emma.call.toast("Your microphone stopped. Nobody can hear you now.")).to_be_visible()
    expect(row.get_by_text("Microphone off")).to_be_attached()

    # and when one is there again, it is used
    hardware.plug("audioinput")
    expect(emma.call.toast("Now using Fake")).to_be_visible()
    expect(row.get_by_text("Microphone off")).to_have_count(0)
    camille.call.wait_until_sound_arrives()


def test_a_voice_is_freed_of_echo_and_noise(cast: Cast, several: Browser) -> None:
    # given
    _, emma, _ = meet(cast, several)

    # then the browser does what it was asked for
    assert emma.page.evaluate("hardware.voice()") == {
        "echoCancellation": True,
        "noiseSuppression": True,
        "autoGainControl": True,
    }


@pytest.fixture(scope="module")
def refusing(launch: Launch) -> Iterator[Browser]:
    """A browser whose owner refuses camera and microphone."""
    browser = launch("--use-fake-ui-for-media-stream=deny")
    yield browser
    browser.close()


@pytest.mark.feature("LB-07")
def test_whoever_refuses_reads_how_to_allow_and_joins_without(
    cast: Cast, refusing: Browser
) -> None:
    # given
    camille, emma = cast.back_at_the_desk(), cast.customer(browser=refusing)
    link = cast.office.create_call("Emma Collins").join_url
    camille.join("Emma Collins").expect_call()

    # when
    emma.follow(link)

    # then she reads how it is done in this very browser
    expect(emma.call.text("Camera and microphone are blocked")).to_be_visible()
    steps = emma.call.root.get_by_role("list", name="How to allow them").get_by_role("listitem")
    expect(steps).to_have_text(
        [
            "Open the sliders symbol to the left of the address.",
            "Switch on camera and microphone.",
            "Come back here and try again.",
        ]
    )

    # and she joins without, sees and hears Camille, writes and buys
    emma.call.agree()
    emma.call.button("Join without camera and microphone").click()
    emma.call.expect_call()
    emma.call.wait_until_picture_moves()
    emma.call.wait_until_sound_arrives()
    emma.call.write("I see you, you do not see me.")
    emma.call.close("Chat")
    camille.call.show("Nuit Scented Candle")
    card = emma.call.root.get_by_role("region", name="Details of Nuit Scented Candle")
    card.get_by_role("button", name="Add to cart").click()
    expect(camille.call.tool("Cart")).to_have_accessible_name("Cart, 1 item")
    expect(camille.call.tool("Chat")).to_have_accessible_name("Chat, 1 new message")
