"""Three in a call, and something becomes another at one of them: what both others see and hear."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from .cameras import camera_script
from .cast import CUSTOMER, Cast
from .networks import network_to, requests_of, send_by
from .people import Customer, Staff
from .test_networks import QUALITY_MS, VOICE_ALONE
from .test_steady_picture import choose_camera, row
from .test_three import large, small
from .watching import AUDIBLE, GREEN, SILENT, WITH_ECHO, YELLOW, Watcher, loudness

pytestmark = pytest.mark.e2e

CAMILLE, GUEST = "Camille Laurent", "Lucas Moreau"
# From then on the page itself says that there is no picture.
STILL_SECONDS = 4


def meet(cast: Cast, emma: Customer) -> tuple[Staff, Customer]:
    """Camille, and Lucas by the guest link, in a call with Emma; all see each other."""
    cast.scripts += [WITH_ECHO, camera_script(640, 360)]
    camille, _ = cast.meet(customer=emma)
    lucas = cast.customer()
    lucas.follow(emma.page.url).enter(GUEST)
    for call in (camille.call, emma.call, lucas.call):
        call.expect_videos(2)
        call.expect_receiving(1)
        call.wait_until_picture_moves()
    return camille, lucas


@pytest.mark.feature("CL-01", "CL-02", "LB-08")
def test_what_one_of_three_turns_off_and_changes_both_others_see_and_hear_so(
    cast: Cast, several: Browser
) -> None:
    # given
    emma = cast.customer(browser=several)
    camille, lucas = meet(cast, emma)
    others = (camille.call, lucas.call)
    watchers = [Watcher(call, CUSTOMER) for call in others]
    rows = [row(call, "Emma") for call in others]
    set_up = [requests_of(page, "POST", "/media/wh") for page in (camille.desk, lucas.page)]
    set_up.append(requests_of(emma.page, "POST", "/media/wh"))
    for call, watcher in zip(others, watchers, strict=True):
        watcher.wait_until_seen(GREEN)
        assert loudness(call, CUSTOMER) > AUDIBLE

    # when Emma changes her camera, then both see that one, which never stood still
    for watcher in watchers:
        watcher.seen()
    choose_camera(emma, YELLOW)
    for call, watcher in zip(others, watchers, strict=True):
        assert watcher.wait_until_seen(YELLOW) <= {GREEN, YELLOW}
        call.wait_until_picture_moves()
        assert watcher.seen() == {YELLOW}
        assert watcher.longest_still() < STILL_SECONDS

    # when she mutes herself, then both read it and no longer hear her, but each other
    emma.call.tool("Mute microphone").click()
    for call, of_emma, other in zip(others, rows, (GUEST, CAMILLE), strict=True):
        expect(of_emma.get_by_text("Microphone off")).to_be_attached()
        loudness(call, CUSTOMER)  # what was on its way
        assert loudness(call, CUSTOMER) < SILENT
        assert loudness(call, other) > AUDIBLE
    emma.call.tool("Unmute microphone").click()
    for call, of_emma in zip(others, rows, strict=True):
        expect(of_emma.get_by_text("Microphone off")).to_have_count(0)
        assert loudness(call, CUSTOMER) > AUDIBLE

    # when she turns her camera off, then both read it, and see her initials and nothing else
    emma.call.tool("Turn camera off").click()
    for call, watcher, of_emma in zip(others, watchers, rows, strict=True):
        expect(of_emma.get_by_text("Camera off")).to_be_attached()
        tile = call.root.locator("ps-stage .main ps-video-tile").filter(has_text=CUSTOMER)
        expect(tile.locator(".initials")).to_have_text("EC")
        watcher.seen()
        assert loudness(call, CUSTOMER) > AUDIBLE
        assert watcher.seen() == set()

    # and when it is on again, they see the one that she chose
    emma.call.tool("Turn camera on").click()
    for call, watcher, of_emma in zip(others, watchers, rows, strict=True):
        assert watcher.wait_until_seen(YELLOW) == {YELLOW}
        expect(of_emma.get_by_text("Camera off")).to_have_count(0)
        call.wait_until_picture_moves()

    # and all of it over the connections that there were
    assert set_up == [[], [], []]


def test_on_a_thin_network_one_of_three_goes_on_hearing_and_the_others_notice_nothing(
    cast: Cast,
) -> None:
    # given three, of whom one's packets go by a network of their own
    emma = cast.customer()
    with network_to(cast.demo.facts["mediaCandidates"][0]) as network:
        send_by(emma.page, network.address[1])
        camille, lucas = meet(cast, emma)
        watchers = [Watcher(camille.call, GUEST), Watcher(lucas.call, CAMILLE)]
        set_up = requests_of(emma.page, "POST", "/media/wh")

        # when it carries two voices and no more
        network.downlink.rate = 2 * VOICE_ALONE

        # then she reads it on both pictures, and goes on hearing both
        tiles = [large(emma.call), small(emma.call)]
        paused = [tile.get_by_text("Video paused, voice goes on") for tile in tiles]
        for tile, words in zip(tiles, paused, strict=True):
            expect(words).to_be_visible(timeout=QUALITY_MS)
            expect(tile.locator(".cover")).to_be_visible()
        for name in (CAMILLE, GUEST):
            assert loudness(emma.call, name) > AUDIBLE

        # and the others go on seeing each other, and her
        for call in (camille.call, lucas.call):
            call.wait_until_picture_moves()
            expect(call.text("Video paused, voice goes on")).to_have_count(0)

        # and when it carries all again, both pictures are back, and nobody did anything
        network.downlink.rate = None
        for tile, words in zip(tiles, paused, strict=True):
            expect(words).to_have_count(0, timeout=QUALITY_MS)
            expect(tile.locator(".cover")).to_have_count(0)
        for call in (camille.call, emma.call, lucas.call):
            call.wait_until_picture_moves()
        assert set_up == []
        for watcher in watchers:
            assert watcher.longest_still() < STILL_SECONDS
