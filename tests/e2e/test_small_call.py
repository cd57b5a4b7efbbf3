"""The call made small: in the shop's page, and in the browser's own window above everything."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import ViewportSize, expect

from .call_page import CallPage
from .cast import Cast
from .people import DESKTOP, PHONE, Customer, Staff
from .shops import wait_until

pytestmark = pytest.mark.e2e

# Keeps what the page offers to the browser's own controls, so that these can be pressed.
KEEP_CONTROLS = """(() => {
  const kept = (window.controls = { pressed: {}, on: {} });
  const { setActionHandler } = MediaSession.prototype;
  MediaSession.prototype.setActionHandler = function (action, handler) {
    kept.pressed[action] = handler;
    return setActionHandler.call(this, action, handler);
  };
  for (const device of ["Microphone", "Camera"]) {
    const set = MediaSession.prototype[`set${device}Active`];
    MediaSession.prototype[`set${device}Active`] = function (isOn) {
      kept.on[device] = isOn;
      return set.call(this, isOn);
    };
  }
})()"""

# Pictures that the small window has shown so far.
SHOWN = "document.pictureInPictureElement?.getVideoPlaybackQuality().totalVideoFrames ?? 0"

TRACK = "document.pictureInPictureElement.srcObject.getVideoTracks()[0].id"
IS_OPEN = "document.pictureInPictureElement !== null"


@pytest.fixture
def in_the_shop(cast: Cast) -> tuple[Staff, Customer]:
    """Camille at her desk and Emma in the shop's frame, in a call."""
    cast.scripts.append(KEEP_CONTROLS)
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    cast.connect(camille, emma)
    return camille, emma


def row(call: CallPage, name: str) -> Any:
    return call.open("Participants").get_by_role("listitem").filter(has_text=name)


def overlap(one: Any, other: Any) -> bool:
    """Whether two boxes share a place."""
    is_beside = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
    is_above = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
    return not is_beside and not is_above


@pytest.mark.feature("SF-16")
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_the_small_call_in_the_shop_has_its_tools(
    in_the_shop: tuple[Staff, Customer], size: ViewportSize
) -> None:
    # given
    camille, emma = in_the_shop
    emma.page.set_viewport_size(size)
    seen_by_camille = row(camille.call, "Emma")
    usual = emma.frame_width()
    emma.call.button("Make small").click()
    small = emma.call.root.locator("ps-mini-player")
    expect(small).to_be_visible()

    # then its tools cover neither each other nor the name
    places = [*small.get_by_role("button").all()[1:], emma.call.root.locator(".main .caption")]
    boxes = [place.bounding_box() for place in places]
    assert len(boxes) == 5
    assert not any(overlap(one, other) for one, other in itertools.combinations(boxes, 2))

    # when she mutes and turns her camera off there
    small.get_by_role("button", name="Mute microphone").click()
    small.get_by_role("button", name="Turn camera off").click()

    # then Camille sees both, and the small call says how to undo them
    expect(seen_by_camille.get_by_text("Microphone off")).to_be_attached()
    expect(seen_by_camille.get_by_text("Camera off")).to_be_attached()
    small.get_by_role("button", name="Unmute microphone").click()
    expect(seen_by_camille.get_by_text("Microphone off")).to_have_count(0)
    expect(small.get_by_role("button", name="Turn camera on")).to_be_visible()

    # and hanging up asks first, in the usual size
    small.get_by_role("button", name="End call").click()
    question = emma.call.root.get_by_role("dialog", name="Leave the call?")
    expect(question).to_be_visible()
    wait_until(emma.page, lambda: emma.frame_width() == usual)
    emma.call.button("Stay").click()
    emma.call.expect_call()

    # and she comes back by a click on the picture
    emma.call.button("Make small").click()
    wait_until(emma.page, lambda: emma.frame_width() < usual)
    emma.call.button("Back to the call").first.click()
    emma.call.expect_call()
    wait_until(emma.page, lambda: emma.frame_width() == usual)


def picture_in_picture(call: CallPage) -> None:
    """Open or close the browser's small window from the call's menu."""
    call.tool("More options").click()
    call.root.get_by_role("menuitemcheckbox", name="Picture in picture").click()


def wait_until_it_moves(person: Customer) -> None:
    """Until the small window has shown further pictures."""
    before = person.call.root.evaluate(SHOWN)
    wait_until(person.page, lambda: person.call.root.evaluate(SHOWN) > before + 20)


@pytest.mark.feature("CL-23")
def test_the_other_side_goes_along_in_a_window_above_everything(
    in_the_shop: tuple[Staff, Customer],
) -> None:
    # given
    camille, emma = in_the_shop
    emma.call.wait_until_picture_moves()

    # when she opens it from the shop's frame
    picture_in_picture(emma.call)

    # then it shows Camille, also while she walks through the shop with the call made small
    wait_until_it_moves(emma)
    emma.call.button("Make small").click()
    emma.page.get_by_role("link", name="The linen edit").first.click()
    wait_until_it_moves(emma)

    # and it follows Camille's camera: her initials while it is off, her picture when it is on again
    camera = emma.call.root.evaluate(TRACK)
    camille.call.tool("Turn camera off").click()
    wait_until(emma.page, lambda: emma.call.root.evaluate(TRACK) != camera)
    camille.call.tool("Turn camera on").click()
    wait_until(emma.page, lambda: emma.call.root.evaluate(TRACK) == camera)
    wait_until_it_moves(emma)

    # and it is gone when the call is
    camille.call.end("End for everybody")
    wait_until(emma.page, lambda: not emma.call.root.evaluate(IS_OPEN))
    expect(emma.call.heading(re.compile("^Thank you"))).to_be_visible()
    assert emma.call.root.evaluate("document.querySelectorAll('body > video').length") == 0


def test_it_follows_who_comes_back_by_another_connection(
    in_the_shop: tuple[Staff, Customer],
) -> None:
    # given
    camille, emma = in_the_shop
    emma.call.wait_until_picture_moves()
    picture_in_picture(emma.call)
    wait_until_it_moves(emma)

    # when Camille's page is loaded anew, so that other tracks come of her
    camille.desk.reload()
    camille.call.expect_call()

    # then the same window shows her again
    wait_until_it_moves(emma)

    # and it is closed where it was opened
    picture_in_picture(emma.call)
    wait_until(emma.page, lambda: not emma.call.root.evaluate(IS_OPEN))
    emma.call.tool("More options").click()
    choice = emma.call.root.get_by_role("menuitemcheckbox", name="Picture in picture")
    expect(choice).to_have_attribute("aria-checked", "false")


def test_the_browsers_own_controls_mute_turn_off_and_hang_up(
    in_the_shop: tuple[Staff, Customer],
) -> None:
    # given
    camille, emma = in_the_shop
    seen_by_camille = row(camille.call, "Emma")

    def press(action: str) -> None:
        emma.call.root.evaluate(f"controls.pressed.{action}()")

    def expect_on(**devices: bool) -> None:
        wait_until(emma.page, lambda: emma.call.root.evaluate("controls.on") == devices)

    expect_on(Microphone=True, Camera=True)

    # when, then
    press("togglemicrophone")
    expect(seen_by_camille.get_by_text("Microphone off")).to_be_attached()
    expect_on(Microphone=False, Camera=True)
    press("togglecamera")
    expect(seen_by_camille.get_by_text("Camera off")).to_be_attached()
    expect_on(Microphone=False, Camera=False)
    press("hangup")
    expect(emma.call.button("Join again")).to_be_visible()
    assert emma.call.root.evaluate("controls.pressed.hangup") is None


def test_a_browser_without_such_a_window_offers_none(cast: Cast) -> None:
    # given
    emma = cast.customer()
    hidden = (
        "Object.defineProperty(Document.prototype, 'pictureInPictureEnabled', { value: false })"
    )
    emma.page.add_init_script(hidden)

    # when
    cast.meet(customer=emma)
    emma.call.tool("More options").click()

    # then
    expect(emma.call.root.get_by_role("menuitem", name="Camera and microphone")).to_be_visible()
    choice = emma.call.root.get_by_role("menuitemcheckbox", name="Picture in picture")
    expect(choice).to_have_count(0)
