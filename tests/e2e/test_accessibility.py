"""No page or state has a fault that axe finds, and a call can be held by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Locator, Page, expect

from .call_page import CallPage
from .cast import Cast
from .people import DESKTOP, PHONE
from .screenshots import wear
from .tour import Tour

pytestmark = pytest.mark.e2e

# More than any page has places to stop at.
MOST_TABS = 60
WALKS = [
    *("ask_for_a_call", "leave_a_message", "talk", "buy", "meet_by_link"),
    *("meet_hurdles", "follow_links", "change_devices"),
    *("sit_at_the_desk", "look_into_the_dashboard"),
]
# Lets axe look into the widget's own roots too, which are closed.
OPEN_ROOTS = """(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: 'open' });
  };
})()"""


class Examiner:
    """Has axe look at each stop: light on a desktop, dark on a phone."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def look(self, name: str, page: Page, root: Page | Frame) -> None:
        size = page.viewport_size
        wear(page, "light")
        self.examine(f"{name}, light, desktop", root)
        page.set_viewport_size(PHONE)
        wear(page, "dark")
        self.examine(f"{name}, dark, phone", root)
        wear(page, "light")
        page.set_viewport_size(size or DESKTOP)

    def examine(self, name: str, root: Page | Frame) -> None:
        found = Axe().run(root).response["violations"]
        for one in found:
            places = [node["html"][:160] for node in one["nodes"]][:3]
            self.faults.append(f"{name}: {one['id']} ({one['help']}): {places}")


@pytest.mark.parametrize("walk", WALKS)
def test_no_page_has_a_fault(cast: Cast, walk: str) -> None:
    # given
    cast.scripts.append(OPEN_ROOTS)
    examiner = Examiner()

    # when
    getattr(Tour(cast, examiner.look), walk)()

    # then
    assert not examiner.faults, "\n".join(examiner.faults)


def test_every_walk_is_taken(cast: Cast) -> None:
    # given
    walks: list[Callable[[], None]] = Tour(cast, Examiner().look).walks()

    # then
    assert [walk.__name__ for walk in walks] == WALKS


def test_a_call_is_held_by_the_keyboard_alone(cast: Cast) -> None:
    # given two people without a mouse
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()

    # when the customer asks
    emma.page.keyboard.press("Shift+Tab")  # From the page's beginning to its end.
    assert emma.page.evaluate("document.activeElement.localName") == "personal-shopper"
    emma.page.keyboard.press("Enter")
    call = CallPage(emma.call_frame())
    reach(emma.page, call.root.get_by_label("Your name"))
    emma.page.keyboard.type("Emma Collins")
    press(emma.page, call.root.get_by_label("I agree to this"), "Space")
    press(emma.page, call.button("Ask for a call"))

    # and is joined
    press(camille.desk, camille.row("Emma Collins").get_by_role("link", name="Join"))
    camille.call = CallPage(camille.desk)
    press(camille.desk, camille.call.button("Join"))

    # then she mutes herself
    call.expect_call()
    press(emma.page, call.tool("Mute microphone"))
    expect(call.tool("Unmute microphone")).to_be_focused()

    # and writes
    emma.page.keyboard.press("Alt+Shift+KeyC")
    reach(emma.page, call.panel("Chat").get_by_label("Write a message"))
    emma.page.keyboard.type("Hello")
    emma.page.keyboard.press("Enter")
    expect(camille.call.tool("Chat")).to_have_accessible_name("Chat, 1 new message")
    emma.page.keyboard.press("Escape")
    expect(call.tool("Chat")).to_be_focused()

    # and leaves
    press(emma.page, call.tool("End call"))
    press(emma.page, call.button(re.compile("^Leave")))
    expect(call.heading("Thank you, Emma Collins")).to_be_visible()


def reach(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    expect(target).to_be_visible()
    for _ in range(MOST_TABS):
        if target.evaluate("(element) => element.matches(':focus')"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached by Tab")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    reach(page, target)
    page.keyboard.press(key)
