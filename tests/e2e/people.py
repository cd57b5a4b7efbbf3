"""What people do: the personal shopper in the Dashboard and desk, the customer in the shop."""

from __future__ import annotations

import re
import uuid
from typing import Any
from urllib.parse import unquote

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Frame,
    FrameLocator,
    Locator,
    Page,
    ViewportSize,
    expect,
)

from .call_page import KEEP_CONNECTIONS, CallPage
from .chromium import STATE_MILLISECONDS
from .running_demo import RunningDemo

DESKTOP: ViewportSize = {"width": 1280, "height": 800}
PHONE: ViewportSize = {"width": 390, "height": 844}
# Lets a test look into the widget's own roots too, which are closed.
OPEN_ROOTS = """(() => {
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    return attach.call(this, { ...options, mode: 'open' });
  };
})()"""
USUAL: dict[str, Any] = {"viewport": DESKTOP, "locale": "en-US", "reduced_motion": "reduce"}


def new_address(name: str = "emma") -> str:
    """An email address that nobody had before: a shop sends five mails an hour to one."""
    return f"{name}.{uuid.uuid4().hex[:8]}@example.com"


def new_context(browser: Browser, **options: Any) -> BrowserContext:
    """A visitor's own browser profile. Reads English, whatever the machine speaks.

    Nothing glides, so that a click finds what it aims at.
    """
    return prepared(browser.new_context(**{**USUAL, **options}))


def prepared(context: BrowserContext) -> BrowserContext:
    """Let a profile wait as long as tests do, and tell of its connections."""
    context.set_default_timeout(STATE_MILLISECONDS)
    context.add_init_script(KEEP_CONNECTIONS)
    return context


class Person:
    """Somebody with a browser profile of his own."""

    context: BrowserContext

    @property
    def is_here(self) -> bool:
        """Whether his browser still runs."""
        browser = self.context.browser
        return browser is None or browser.is_connected()


class Staff(Person):
    """A member of staff, in the Dashboard and then at the desk."""

    def __init__(
        self,
        browser: Browser,
        demo: RunningDemo,
        email: str = "camille@example.com",
        **options: Any,
    ) -> None:
        self.demo = demo
        self.context = new_context(browser, **options)
        self.person = next(each for each in demo.facts["staff"] if each["email"] == email)

    def log_in(self) -> Page:
        """Log in to the Dashboard."""
        self.dashboard = self.context.new_page()
        self.dashboard.goto(self.demo.facts["dashboardUrl"])
        self.dashboard.get_by_label("Email").fill(self.person["email"])
        self.dashboard.get_by_label("Password").fill(self.person["password"])
        self.dashboard.get_by_role("button", name="Log in").click()
        self.dashboard.get_by_role("link", name="Customers", exact=True).wait_for()
        return self.dashboard

    def open_desk(self) -> Page:
        """Open the desk as the Dashboard's sidebar does."""
        dashboard = self.log_in()
        with self.context.expect_page() as opened:
            dashboard.get_by_role("button", name="Open desk").click()
        self.desk = opened.value
        self.desk.wait_for_url("**/desk/*/")
        self.desk.wait_for_load_state()
        self.desk.get_by_role("heading", name="Calls", exact=True).wait_for()
        return self.desk

    def return_to_desk(self, address: str) -> Page:
        """Open the desk again under the session that this profile holds."""
        self.desk = self.context.new_page()
        self.desk.goto(address)
        return self.desk

    def be_available(self, available: bool = True) -> None:
        toggle = self.desk.get_by_role("switch", name="Available")
        wanted = "true" if available else "false"
        if toggle.get_attribute("aria-checked") != wanted:
            toggle.click()
        expect(toggle).to_have_attribute("aria-checked", wanted)

    def open_order(self, number: str) -> FrameLocator:
        """Open an order's page in the Dashboard; returns our part of it."""
        self.dashboard.get_by_role("link", name="Orders").click()
        self.dashboard.get_by_role("link", name=f"#{number}").click()
        return self.dashboard.frame_locator(".widget iframe")

    def open_event_in_dashboard(self, customer: str) -> tuple[Page, FrameLocator]:
        """The page of the customer's newest event that is over, in the Dashboard's frame."""
        page = self.log_in()
        page.get_by_role("link", name="Personal Shopper").click()
        frame = page.frame_locator("iframe")
        frame.get_by_role("link", name=customer).first.click()
        frame.get_by_role("heading", name=customer).wait_for()
        return page, frame

    def framed(self) -> Frame:
        """The document of ours in the Dashboard's page."""
        app = self.demo.facts["appUrl"]
        return next(each for each in self.dashboard.frames if each.url.startswith(app))

    def row(self, customer: str) -> Locator:
        """The customer in the desk's lists."""
        return self.desk.locator("#lists .row").filter(has_text=customer)

    def join(self, customer: str) -> CallPage:
        """Join the waiting customer from the desk; the desk's tab shows the call."""
        self.open_call_page(customer).button("Join").click()
        return self.call

    def open_call_page(self, customer: str) -> CallPage:
        """The check of camera and microphone before joining this customer."""
        self.row(customer).get_by_role("link", name=f"Join {customer}").click()
        self.call = CallPage(self.desk)
        expect(self.call.button("Join")).to_be_visible()
        return self.call

    def create_call(self, name: str) -> str:
        """Create a private call for now; returns the customer's link."""
        self.desk.get_by_role("link", name="Create private call").click()
        return self.fill_in_call(name, new_address())

    def fill_in_call(self, name: str, email: str) -> str:
        self.desk.get_by_label("Name", exact=True).fill(name)
        self.desk.get_by_label("Email").fill(email)
        self.desk.get_by_role("button", name="Create call").click()
        return self.desk.get_by_label("Link for the customer").input_value()


class Customer(Person):
    """Somebody in the shop with its widget, or behind a link."""

    def __init__(self, context: BrowserContext, demo: RunningDemo) -> None:
        self.demo = demo
        self.shop = demo.facts["storefrontUrl"]
        self.context = context
        self.page = context.new_page()

    def visit(self, path: str = "/") -> Page:
        """Go to a page of the shop."""
        self.page.goto(self.shop + path)
        self.page.locator("personal-shopper:defined").first.wait_for()
        return self.page

    def open_widget(self) -> CallPage:
        """Press the widget's button; the call page opens in a frame."""
        # The button is in a closed shadow root: it is the whole element.
        self.page.locator("personal-shopper").click()
        self.call = CallPage(self.call_frame())
        return self.call

    def call_frame(self) -> Frame:
        """The frame in the shop's page whose document is ours."""
        for _ in range(STATE_MILLISECONDS // 50):
            if frame := self.find_call_frame():
                return frame
            self.page.wait_for_timeout(50)
        raise AssertionError("the call page did not open in the shop's page")

    def find_call_frame(self) -> Frame | None:
        """The same, if it is open."""
        app = self.demo.facts["appUrl"]
        return next((each for each in self.page.frames if each.url.startswith(app)), None)

    def frame_width(self) -> float:
        """How wide the call is in the shop's page."""
        box = self.call_frame().frame_element().bounding_box()
        assert box is not None
        return box["width"]

    @property
    def checkout_id(self) -> str:
        """The cart's id, from the cookie that the shop keeps it in."""
        name = f"checkoutId-{self.demo.facts['channel']}"
        cookies = self.context.cookies(self.shop)
        return next((unquote(each["value"]) for each in cookies if each["name"] == name), "")

    def expect_in_cart(self, count: int) -> None:
        """Until the badge of the shop's own cart says so."""
        expect(self.page.locator("#cart-count")).to_have_text(str(count))

    def place_order(self) -> str:
        """From the shop's cart page to the thanks; returns the order's number."""
        self.page.get_by_role("link", name="Go to checkout").click()
        self.page.get_by_role("button", name="Use example details").click()
        self.page.get_by_role("button", name="Continue to delivery").click()
        self.page.get_by_role("radio", name=re.compile("days")).first.check()
        self.page.get_by_role("button", name="Place order").click()
        return self.page.locator("#order-number").inner_text().removeprefix("#")

    def back_in_the_call(self) -> CallPage:
        """After a full page load the call is there again, small; make it large enough."""
        self.call = CallPage(self.call_frame())
        self.call.button("Back to the call").first.click()
        self.call.expect_call()
        return self.call

    def leave_message(self, name: str, text: str) -> None:
        """Where nobody is available."""
        root = self.call.root
        root.get_by_label("Your name").fill(name)
        root.get_by_label("Email").fill(f"{name.split(maxsplit=1)[0].lower()}@example.com")
        root.get_by_label("What can we do for you?").fill(text)
        self.call.button("Send message").click()
        expect(self.call.heading(f"Thank you, {name}")).to_be_visible()

    def answer_survey(self, score: int, comment: str) -> None:
        root = self.call.root
        root.get_by_role("radio", name=f"{score} of 10").check(force=True)
        root.get_by_label("Would you like to add something?").fill(comment)
        self.call.button("Send").click()
        expect(self.call.text("Thank you for your answer.")).to_be_visible()

    def follow(self, link: str) -> CallPage:
        """Open a link to a call."""
        self.link = link
        self.page.goto(link)
        self.call = CallPage(self.page)
        return self.call
