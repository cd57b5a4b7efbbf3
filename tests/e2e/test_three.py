"""Three in a call: each receives both others by one connection, in the sizes that he shows."""

from __future__ import annotations

import math
import random
import wave
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from .call_page import KEEP_SEEN, MEDIA_SECONDS, CallPage
from .cameras import WALLS, camera_script, wall_flag
from .cast import Cast
from .chromium import Launch
from .people import Customer

pytestmark = pytest.mark.e2e

RATE = 48_000
# Of such a picture browsers send two sizes.
TWO_SIZES = camera_script(640, 360)
SMALLEST_WIDTH = 320


def record_voice(path: Path) -> Path:
    """Five seconds of syllables: noise suppression lets nothing pass that is always the same."""
    chance = random.Random(7)
    samples: list[int] = []
    while len(samples) < 5 * RATE:
        pitch, length = chance.uniform(110, 320), int(chance.uniform(0.1, 0.25) * RATE)
        for at in range(length):
            swell = math.sin(math.pi * at / length)
            tone = sum(math.sin(math.tau * pitch * part * at / RATE) / part for part in range(1, 9))
            samples.append(int(9_000 * swell * tone))
        samples += [0] * int(0.05 * RATE)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(b"".join(sample.to_bytes(2, "little", signed=True) for sample in samples))
    return path


def large(call: CallPage) -> Locator:
    return call.root.locator("ps-stage .main > ps-video-tile")


def small(call: CallPage) -> Locator:
    return call.root.locator("ps-stage .strip ps-video-tile")


def expect_width(tile: Locator, width: int) -> None:
    """Of the picture that is received, which need not be that of the tile."""
    expect(tile.locator("video")).to_have_js_property(
        "videoWidth", width, timeout=MEDIA_SECONDS * 1000
    )


@pytest.mark.feature("LB-08")
def test_three_watch_each_other_in_the_sizes_they_show_and_see_who_speaks(
    cast: Cast, launch: Launch, tmp_path: Path
) -> None:
    # given two in a call, each sent one size
    voice = record_voice(tmp_path / "voice.wav")
    cast.scripts.append(TWO_SIZES)
    camille, emma = cast.meet()
    emma.call.wait_until_picture_moves()

    # when a guest comes late, and speaks
    guest_url = emma.page.url
    talking = launch(f"--use-file-for-fake-audio-capture={voice}")
    lucas = cast.customer(browser=talking)
    lucas.follow(guest_url).enter("Lucas Moreau")

    # then each sees both others move
    for call in (camille.call, emma.call, lucas.call):
        call.expect_videos(2)
        call.wait_until_picture_moves()

    # and who speaks is marked, and large; the other is small, and comes in the smallest size
    for call, other in ((emma.call, "Camille Laurent"), (camille.call, "Emma Collins")):
        expect(large(call)).to_contain_text("Lucas Moreau", timeout=MEDIA_SECONDS * 1000)
        expect(large(call)).to_have_attribute("speaking", "")
        expect(small(call)).to_contain_text(other)
        expect_width(small(call), SMALLEST_WIDTH)
        expect_width(large(call), 2 * SMALLEST_WIDTH)
        call.wait_until_picture_moves()

    # and whoever is chosen comes large
    emma.call.button("Show Camille Laurent large").click()
    expect_width(large(emma.call), 2 * SMALLEST_WIDTH)
    expect_width(small(emma.call), SMALLEST_WIDTH)

    # and a reload changes nothing for the others, nor in the end for who reloaded
    emma.page.reload()
    emma.call.expect_call()
    for call in (camille.call, emma.call, lucas.call):
        call.expect_videos(2)
        call.wait_until_picture_moves()

    # and when the guest has left, two are left, and nobody is marked
    lucas.call.end("Leave")
    for call in (camille.call, emma.call):
        call.expect_videos(1)
        expect(large(call)).not_to_have_attribute("speaking", "")
        call.wait_until_picture_moves()
        call.expect_receiving(1)


@pytest.mark.feature("LB-08")
def test_each_sees_the_right_people_by_one_connection(
    cast: Cast, launch: Launch, tmp_path: Path
) -> None:
    # given two in a call, each before a wall of one colour
    red, green, blue = (launch(wall_flag(colour, tmp_path)) for colour in WALLS)
    shopper, customer = cast.back_at_the_desk(browser=red), cast.customer(browser=green)
    camille, emma = cast.meet(customer=customer, shopper=shopper)
    emma.call.expect_seen({"Camille Laurent": "red"})
    camille.call.expect_seen({"Emma Collins": "green"})
    guest_url = emma.page.url
    emma.page.evaluate(KEEP_SEEN)

    # when a guest comes
    lucas = cast.customer(browser=blue)
    lucas.follow(guest_url).enter("Lucas Moreau")

    # then each sees and hears the two others, all by one connection
    def expect_all(guest: Customer, name: str, colour: str) -> None:
        people = {"Camille Laurent": "red", "Emma Collins": "green", name: colour}
        views = {"Camille Laurent": camille.call, "Emma Collins": emma.call, name: guest.call}
        for who, call in views.items():
            call.expect_seen({one: colour for one, colour in people.items() if one != who})
            call.expect_receiving(1)
            call.wait_until_picture_moves()

    expect_all(lucas, "Lucas Moreau", "blue")

    # and whom Emma saw before, she saw all the time, and nobody under another's name
    colours = emma.page.evaluate("coloursSeen")
    assert colours["Camille Laurent"] == ["red"]
    assert {*colours["Lucas Moreau"]} <= {"blue", "covered"}

    # and a screen comes on the same connection, and goes
    camille.call.choose_option("Share screen")
    for call in (emma.call, lucas.call):
        expect(call.screen).to_contain_text("Camille Laurent’s screen")
        call.wait_until_picture_moves()
    expect_all(lucas, "Lucas Moreau", "blue")
    camille.call.button("Stop sharing").click()
    for call in (emma.call, lucas.call):
        expect(call.screen).to_have_count(0)

    # and a reload changes nothing
    emma.page.reload()
    emma.call.expect_call()
    expect_all(lucas, "Lucas Moreau", "blue")

    # and when the guest leaves and another comes in his place, it is he who is seen
    lucas.call.end("Leave")
    camille.call.expect_seen({"Emma Collins": "green"})
    camille.desk.evaluate(KEEP_SEEN)
    kim = cast.customer(browser=red)
    kim.follow(guest_url).enter("Kim Berger")
    expect_all(kim, "Kim Berger", "red")
    colours = camille.desk.evaluate("coloursSeen")
    assert colours["Emma Collins"] == ["green"]
    assert {*colours["Kim Berger"]} <= {"red", "covered"}
