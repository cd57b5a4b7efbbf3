"""What people do: the personal shopper in the Dashboard and desk, the customer in the shop."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from .conftest import RunningDemo

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}

# Pictures decoded so far by the largest video element of a page, also inside shadow roots.
FRAMES_DECODED = """() => {
  const videos = [];
  const walk = (root) => {
    for (const each of root.querySelectorAll('*')) {
      if (each.tagName === 'VIDEO') videos.push(each);
      if (each.shadowRoot) walk(each.shadowRoot);
    }
  };
  walk(document);
  const remote = videos.filter((each) => !each.muted || each.dataset.remote !== undefined);
  const counted = remote.map((each) => each.getVideoPlaybackQuality().totalVideoFrames);
  return Math.max(0, ...counted);
}"""


class PersonalShopper:
    """Camille, in the Dashboard and then at the desk."""

    def __init__(self, browser: Browser, demo: RunningDemo, viewport: Any = DESKTOP) -> None:
        self.demo = demo
        self.context: BrowserContext = browser.new_context(viewport=viewport)
        self.person = next(
            each for each in demo.facts["staff"] if each["role"] == "PERSONAL_SHOPPER"
        )

    def log_in(self) -> Page:
        """Log in to the Dashboard."""
        page = self.context.new_page()
        page.goto(self.demo.facts["dashboardUrl"])
        page.get_by_label("Email").fill(self.person["email"])
        page.get_by_label("Password").fill(self.person["password"])
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name="Customers").wait_for()
        return page

    def open_desk(self) -> Page:
        """Open the desk as the Dashboard's sidebar does."""
        dashboard = self.log_in()
        with self.context.expect_page() as opened:
            dashboard.get_by_role("button", name="Open desk").click()
        self.desk = opened.value
        self.desk.wait_for_url("**/desk/**")
        return self.desk

    def become_available(self) -> None:
        toggle = self.desk.get_by_role("switch", name="Available")
        if toggle.get_attribute("aria-checked") != "true":
            toggle.click()
        expect(toggle).to_have_attribute("aria-checked", "true")


class Customer:
    """Emma, in the shop with its widget."""

    def __init__(self, browser: Browser, demo: RunningDemo, viewport: Any = DESKTOP) -> None:
        self.demo = demo
        self.context = browser.new_context(viewport=viewport)
        self.shop = self.context.new_page()

    def visit(self, path: str = "/") -> None:
        self.shop.goto(self.demo.facts["storefrontUrl"] + path)
        self.shop.locator("personal-shopper").wait_for(state="attached")

    def open_widget(self) -> Frame:
        """Press the widget's button; returns the frame of the call page."""
        self.shop.locator("personal-shopper").click()
        app = self.demo.facts["appUrl"]
        self.shop.wait_for_function("() => window.frames.length > 0")
        for _ in range(100):
            for frame in self.shop.frames:
                if frame.url.startswith(app):
                    return frame
            self.shop.wait_for_timeout(50)
        raise AssertionError("the call page did not open")


def wait_until_picture_moves(page: Page | Frame, frames: int = 30) -> None:
    """Until `frames` further pictures of another participant were decoded."""
    start = page.evaluate(FRAMES_DECODED)
    page.wait_for_function(
        f"(least) => ({FRAMES_DECODED})() >= least", arg=start + frames, timeout=30_000
    )
