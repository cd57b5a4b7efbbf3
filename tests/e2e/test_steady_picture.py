"""Muted, dark, by another camera, out of sight: nobody sees a frozen or a wrong picture."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from .call_page import FRAMES_THAT_MOVE, CallPage
from .cast import Cast
from .chromium import Launch
from .people import Customer, prepared
from .phone import HANDHELD, Phone
from .watching import AUDIBLE, GREEN, SILENT, WITH_ECHO, YELLOW, Watcher, loudness, picture

pytestmark = pytest.mark.e2e

CONNECTIONS = "keptConnections.map((one) => one.connectionState)"


@pytest.fixture(autouse=True)
def with_echo(cast: Cast) -> None:
    cast.scripts.append(WITH_ECHO)


def row(call: CallPage, name: str) -> Locator:
    return call.open("Participants").get_by_role("listitem").filter(has_text=name)


def negotiations_of(*pages: Page) -> list[str]:
    """What the pages ask of the media server from now on; the list grows."""
    asked: list[str] = []
    for page in pages:
        page.on("request", lambda one: asked.append(one.url) if "/media/" in one.url else None)
    return asked


def choose_camera(customer: Customer, camera: str) -> None:
    customer.call.tool("More options").click()
    customer.call.root.get_by_role("menuitem", name="Camera and microphone").click()
    customer.call.root.get_by_role("combobox", name="Camera").select_option(label=camera)
    customer.call.button("Done").click()


@pytest.mark.feature("CL-01", "CL-02")
@pytest.mark.parametrize("device", [{}, HANDHELD], ids=["computer", "phone"])
def test_what_is_turned_off_and_changed_is_seen_and_heard_so(
    cast: Cast, several: Browser, device: dict[str, Any]
) -> None:
    # given a call in which Camille looks at Emma all the time
    emma = cast.customer(browser=several, **device)
    hardware = Phone(emma.page)
    camille, _ = cast.meet(customer=emma)
    watcher = Watcher(camille.call)
    watcher.wait_until_seen(GREEN)
    of_emma, negotiated = row(camille.call, "Emma"), negotiations_of(camille.desk, emma.page)
    assert loudness(camille.call) > AUDIBLE

    # when Emma mutes herself, then Camille reads it and hears nothing, and hears her again after
    emma.call.tool("Mute microphone").click()
    expect(of_emma.get_by_text("Microphone off")).to_be_attached()
    expect(picture(camille.call)).to_contain_text("Microphone off")
    loudness(camille.call)  # what was on its way
    assert loudness(camille.call) < SILENT
    emma.call.tool("Unmute microphone").click()
    expect(of_emma.get_by_text("Microphone off")).to_have_count(0)
    assert loudness(camille.call) > AUDIBLE

    # when she changes her camera, then Camille sees that one, and never reads of a camera off
    watcher.seen()
    if device:
        emma.call.tool("More options").click()
        emma.call.root.get_by_role("menuitem", name="Flip camera").click()
    else:
        choose_camera(emma, YELLOW)
    assert watcher.wait_until_seen(YELLOW) <= {GREEN, YELLOW}
    expect(of_emma.get_by_text("Camera off")).to_have_count(0)
    camille.call.wait_until_picture_moves()
    assert watcher.seen() == {YELLOW}

    # when she turns it off, then Camille sees her initials and reads it
    emma.call.tool("Turn camera off").click()
    expect(of_emma.get_by_text("Camera off")).to_be_attached()
    expect(picture(camille.call).locator(".initials")).to_have_text("EC")
    watcher.seen()

    # and nothing else, also when she chooses the other one meanwhile
    choose_camera(emma, GREEN)
    expect(emma.call.tool("Turn camera on")).to_be_visible()
    assert loudness(camille.call) > AUDIBLE
    assert watcher.seen() == set()

    # and when it is on again, Camille sees that one at once, and no more of the last picture
    emma.call.tool("Turn camera on").click()
    assert watcher.wait_until_seen(GREEN) == {GREEN}
    assert hardware.camera() == GREEN
    camille.call.wait_until_picture_moves()
    assert watcher.seen() == {GREEN}
    expect(of_emma.get_by_text("Camera off")).to_have_count(0)

    # and all of it over the connections that there were
    assert negotiated == []


def test_whoever_looks_at_another_tab_is_seen_and_heard_and_comes_back_to_a_live_picture(
    cast: Cast, launch: Launch, tmp_path: Path
) -> None:
    with launch.tabbed(tmp_path / "profile") as tabs:
        # given
        emma = cast.in_profile(prepared(tabs.context))
        camille, _ = cast.meet(customer=emma)
        camille.call.wait_until_picture_moves()
        of_emma, negotiated = row(camille.call, "Emma"), negotiations_of(camille.desk)
        connections = emma.page.evaluate(CONNECTIONS)

        # when Emma turns to another tab
        tabs.turn_away(emma.page)

        # then her picture and voice go on for Camille
        camille.call.wait_until_picture_moves(5 * FRAMES_THAT_MOVE)
        assert loudness(camille.call) > AUDIBLE
        expect(of_emma.get_by_text("Camera off")).to_have_count(0)
        expect(camille.call.text("No picture at the moment")).to_have_count(0)

        # and when Camille's camera was off meanwhile and Emma turns back, she sees her live
        camille.call.tool("Turn camera off").click()
        camille.call.tool("Turn camera on").click()
        emma.page, seconds = tabs.turn_back(cast.demo.facts["appUrl"])
        assert seconds > 5
        emma.call = CallPage(emma.page)
        watcher = Watcher(emma.call)
        watcher.wait_until_seen(GREEN)
        emma.call.wait_until_picture_moves()
        assert watcher.seen() == {GREEN}
        assert loudness(emma.call) > AUDIBLE
        expect(emma.call.text("No picture at the moment")).to_have_count(0)

        # and nothing was set up anew
        assert negotiated == []
        assert emma.page.evaluate(CONNECTIONS) == connections


def test_what_the_phone_holds_back_for_a_while_is_told_and_comes_back(
    cast: Cast, several: Browser
) -> None:
    # given
    emma = cast.customer(browser=several, **HANDHELD)
    phone = Phone(emma.page)
    camille, _ = cast.meet(customer=emma)
    watcher = Watcher(camille.call)
    watcher.wait_until_seen(GREEN)
    of_emma, negotiated = row(camille.call, "Emma"), negotiations_of(camille.desk, emma.page)

    # when another app takes the camera, then Camille sees initials, reads it, and hears her
    phone.hold_back("video")
    expect(of_emma.get_by_text("Camera off")).to_be_attached()
    expect(picture(camille.call).locator(".initials")).to_have_text("EC")
    assert loudness(camille.call) > AUDIBLE

    # and when it is given back, Camille sees her again
    phone.hold_back("video", False)
    expect(of_emma.get_by_text("Camera off")).to_have_count(0)
    watcher.seen()
    watcher.wait_until_seen(GREEN)
    camille.call.wait_until_picture_moves()
    assert negotiated == []
