"""No page or state has a fault that axe finds, and a call can be held by the keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Locator, Page, expect

from .call_page import LISTEN, CallPage
from .cast import Cast
from .people import DESKTOP, OPEN_ROOTS, PHONE
from .screenshots import Theme, wear
from .tour import Tour

pytestmark = pytest.mark.e2e

# More than any page has places to stop at.
MOST_TABS = 60
CANDLE = "Nuit Scented Candle"
WALKS = [
    *("ask_for_a_call", "leave_a_message", "talk", "buy", "meet_by_link"),
    *("meet_hurdles", "follow_links", "change_devices"),
    *("send_files", "sit_at_the_desk", "look_around_the_desk"),
    *("look_into_the_dashboard", "plan_campaigns", "keep_the_agenda", "read_sent_mail"),
    *("book_in_the_shop", "book_and_manage"),
    "miss_permissions",
]


# What can be pressed and is less than 24 pixels wide or high (WCAG 2.5.8), also inside shadow
# roots. A choice is pressed by its label; a link within a sentence may be as high as its line.
SMALL_TARGETS = """() => {
  const SELECTOR = 'a[href], button, input, select, textarea, summary, [role=menuitem]';
  const CHOICES = ['radio', 'checkbox', 'file'];
  const all = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.matches(SELECTOR) ? [each] : []),
    ...(each.shadowRoot ? all(each.shadowRoot) : []),
  ]);
  const isOff = (each) =>
    !each.checkVisibility({ visibilityProperty: true }) || each.closest('[inert]') !== null ||
    getComputedStyle(each).clipPath !== 'none';
  const isInSentence = (each) =>
    each.localName === 'a' && getComputedStyle(each).display === 'inline';
  const boxes = (each) => [each, ...(CHOICES.includes(each.type) ? each.labels : [])]
    .map((one) => one.getBoundingClientRect());
  const isSmall = (each) => boxes(each).every(({ width, height }) => width < 24 || height < 24);
  return all(document)
    .filter((each) => !isOff(each) && !isInSentence(each) && isSmall(each))
    .map((each) => {
      const { width, height } = each.getBoundingClientRect();
      return `${each.outerHTML.slice(0, 100)} ${width} x ${height}`;
    });
}"""


# What the other colour scheme may change.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


class Examiner:
    """Has axe look at each stop, light and dark, on a desktop and on a phone, where fingers must
    hit: once in all, and then at the colours of the other scheme."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def look(self, name: str, page: Page, root: Page | Frame) -> None:
        size = page.viewport_size
        self.examine_in(name, "desktop", page, root, ("light", "dark"))
        page.set_viewport_size(PHONE)
        self.examine_in(name, "phone", page, root, ("dark", "light"))
        small = root.evaluate(SMALL_TARGETS)
        self.faults.extend(f"{name}, phone: too small to be hit: {each}" for each in small)
        wear(page, "light")
        page.set_viewport_size(size or DESKTOP)

    def examine_in(
        self, name: str, size: str, page: Page, root: Page | Frame, themes: Sequence[Theme]
    ) -> None:
        for theme, options in zip(themes, (None, COLOURS), strict=True):
            wear(page, theme)
            self.examine(f"{name}, {theme}, {size}", root, options)

    def examine(
        self, name: str, root: Page | Frame, options: dict[str, object] | None = None
    ) -> None:
        found = Axe().run(root, options=options).response["violations"]
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

    # and Camille searches a product, shows it and suggests it
    desk = camille.desk
    desk.keyboard.press("Alt+Shift+KeyP")
    products = camille.call.panel("Products")
    reach(desk, products.get_by_label("Search the shop"))
    desk.keyboard.type(CANDLE)
    products.get_by_text(f"Results for “{CANDLE}”").wait_for()
    press(desk, products.get_by_role("button", name=CANDLE).first)
    press(desk, products.get_by_role("button", name="Show to everybody"))
    press(desk, products.get_by_role("button", name="Suggest for the cart"))

    # and Emma accepts, and looks into her cart
    suggestion = call.root.get_by_role("region", name="Camille Laurent suggests")
    press(emma.page, suggestion.get_by_role("button", name="Add to cart"))
    expect(call.tool("Cart")).to_have_accessible_name("Cart, 1 item")
    press(emma.page, call.tool("Cart"))
    cart = call.panel("Cart")
    press(emma.page, cart.get_by_role("button", name="One more"))
    expect(call.tool("Cart")).to_have_accessible_name("Cart, 2 items")
    emma.page.keyboard.press("Escape")

    # and she leaves, and Camille ends the call
    press(emma.page, call.tool("End call"))
    press(emma.page, call.button(re.compile("^Leave")))
    expect(call.heading("Thank you, Emma Collins")).to_be_visible()
    press(desk, camille.call.tool("End call"))
    press(desk, camille.call.button(re.compile("^End for everybody")))
    expect(desk.get_by_role("link", name="Back to the desk")).to_be_visible()


def test_what_happens_in_a_call_is_read_out(cast: Cast) -> None:
    # given somebody who listens on each side
    camille, emma, lucas = cast.back_at_the_desk(), cast.customer(), cast.customer()
    links = cast.office.create_call("Emma Collins")
    camille.join("Emma Collins").expect_call()
    emma.follow(links.join_url).enter()
    emma.call.expect_call()
    for call in (camille.call, emma.call):
        call.root.evaluate(LISTEN)

    # when a guest comes and goes
    lucas.follow(links.guest_url).enter("Lucas Moreau")
    lucas.call.expect_call()
    hear(emma.call, "Lucas Moreau joined")
    lucas.call.end("Leave")
    hear(emma.call, "Lucas Moreau left")

    # and a candle is shown, suggested and taken, and a recording refused
    products = camille.call.find(CANDLE)
    products.get_by_role("button", name="Show to everybody").click()
    hear(emma.call, f"Camille Laurent shows you: {CANDLE}")
    products.get_by_role("button", name="Suggest for the cart").click()
    hear(emma.call, f"Camille Laurent suggests: {CANDLE}")
    suggestion = emma.call.root.get_by_role("region", name="Camille Laurent suggests")
    suggestion.get_by_role("button", name="Add to cart").click()
    hear(camille.call, "Emma Collins added your suggestion to the cart")
    emma.call.open("Cart").get_by_role("button", name="One more").click()
    hear(camille.call, "Emma Collins changed the cart")
    emma.call.tool("More options").click()
    emma.call.root.get_by_role("menu").get_by_text("The call may be recorded").click()
    hear(camille.call, "Emma Collins agrees to a recording")


def hear(call: CallPage, words: str) -> None:
    """Wait until a screen reader has been given these words."""
    call.root.wait_for_function(
        "(words) => window.saidInPassing.some((one) => one.includes(words))", arg=words
    )


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
