"""The desk installs like an app, survives without network, and loses nothing when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from saleor_personal_shopper.core.installations.models import Installation, StaffSession
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db(transaction=True)
BROWSER_OFFERS = """
const offer = new Event("beforeinstallprompt");
offer.prompt = () => { window.asked = true; };
window.dispatchEvent(offer);"""
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="en-US", **PHONE)  # type: ignore[arg-type]
    yield context
    context.close()


def sign_in(context: BrowserContext, app: str, dashboard: FramingPage, staff: Staff) -> None:
    """As the Dashboard's *Open desk* does."""
    form = {"accessToken": staff.token}
    context.request.post(f"{app}/desk/open", form=form, headers={"origin": dashboard.origin})


@pytest.fixture
def desk(context: BrowserContext, app: str, dashboard: FramingPage, paula: Staff) -> Page:
    sign_in(context, app, dashboard, paula)
    page = context.new_page()
    page.goto(f"{app}{paula.desk}/")
    return page


def end_sessions() -> None:
    StaffSession.objects.across_installations().delete()


def test_the_browser_finds_nothing_that_hinders_the_installation(desk: Page) -> None:
    desk.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    developer = desk.context.new_cdp_session(desk)

    found = developer.send("Page.getInstallabilityErrors")["installabilityErrors"]

    # Playwright's contexts are like private windows, which install nothing at all.
    assert {one["errorId"] for one in found} <= {"in-incognito"}
    manifest = developer.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/manifest.webmanifest")


def reload_until_heading(desk: Page, name: str) -> None:
    """On a busy machine Chromium tells the service worker later than the page of the network."""
    heading = desk.get_by_role("heading", name=name)
    for _ in range(10):
        desk.reload()
        with suppress(AssertionError):
            expect(heading).to_be_visible(timeout=2000)
            return
    expect(heading).to_be_visible()


def test_without_network_it_says_so_and_comes_back_by_itself(desk: Page) -> None:
    desk.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    desk.reload()

    desk.context.set_offline(True)
    reload_until_heading(desk, "No connection")
    font = desk.get_by_role("heading").evaluate("node => getComputedStyle(node).fontFamily")
    assert "Inter" in font

    desk.context.set_offline(False)
    expect(desk.get_by_role("heading", name="Calls", exact=True)).to_be_visible()


def test_the_code_on_the_screen_is_shown_in_a_dialog_that_grows_old(desk: Page) -> None:
    desk.clock.install()
    desk.reload()
    desk.locator(".menu summary").click()
    desk.get_by_role("button", name="Use on my phone").click()

    expect(desk.get_by_role("img", name="QR code that opens your desk")).to_be_visible()
    desk.clock.run_for(181_000)
    expect(desk.get_by_text("This code is over.")).to_be_visible()
    desk.get_by_role("button", name="New code").click()
    expect(desk.get_by_text("This code is over.")).to_be_hidden()
    desk.get_by_role("button", name="Close", exact=True).click()
    expect(desk.get_by_role("dialog")).to_have_count(0)


def fill_in_a_call(desk: Page, app: str, paula: Staff) -> None:
    desk.goto(f"{app}{paula.desk}/new")
    desk.get_by_label("Name").fill("Emma Customer")
    desk.get_by_label("Email").fill("emma@example.com")
    desk.get_by_role("radio", name="Later").check()


def test_a_session_that_ends_while_typing_loses_nothing(
    desk: Page, app: str, dashboard: FramingPage, paula: Staff, installation: Installation
) -> None:
    fill_in_a_call(desk, app, paula)
    desk.get_by_role("radio", name="Now").check()
    end_sessions()

    desk.get_by_role("button", name="Create call").click()

    over = desk.get_by_role("dialog", name="Your session has ended")
    expect(over).to_be_visible()
    expect(over.get_by_role("link", name="Go to the Dashboard")).to_have_attribute(
        "href", f"{dashboard.origin}/dashboard/"
    )
    over.get_by_role("button", name="I am back").click()
    expect(over.get_by_role("status")).to_contain_text("Not yet")
    sign_in(desk.context, app, dashboard, paula)
    over.get_by_role("button", name="I am back").click()
    expect(over).to_be_hidden()
    expect(desk.get_by_label("Name")).to_have_value("Emma Customer")
    desk.get_by_role("button", name="Create call").click()
    expect(desk.get_by_role("heading", name="The call with Emma Customer is ready")).to_be_visible()


def test_it_notices_by_itself_that_somebody_signed_in_again(
    desk: Page, app: str, dashboard: FramingPage, paula: Staff
) -> None:
    end_sessions()
    desk.evaluate("htmx.trigger('#lists', 'staff:refresh')")
    over = desk.get_by_role("dialog", name="Your session has ended")
    expect(over).to_be_visible()
    desk.keyboard.press("Escape")
    expect(over).to_be_visible()

    sign_in(desk.context, app, dashboard, paula)

    expect(over).to_be_hidden(timeout=10_000)


def test_a_phone_that_left_the_page_finds_its_words_again(
    desk: Page, app: str, dashboard: FramingPage, paula: Staff
) -> None:
    fill_in_a_call(desk, app, paula)
    end_sessions()
    desk.get_by_role("button", name="Create call").click()
    expect(desk.get_by_role("dialog", name="Your session has ended")).to_be_visible()

    # Through the Dashboard in the same tab.
    desk.goto(f"{dashboard.origin}/")
    sign_in(desk.context, app, dashboard, paula)
    desk.goto(f"{app}{paula.desk}/")

    desk.get_by_role("link", name="Continue").click()
    expect(desk.get_by_label("Name")).to_have_value("Emma Customer")
    expect(desk.get_by_role("radio", name="Later")).to_be_checked()
    desk.goto(f"{app}{paula.desk}/new")
    expect(desk.get_by_label("Name")).to_have_value("")


def test_somebody_elses_words_are_not_shown(
    desk: Page, app: str, dashboard: FramingPage, paula: Staff, admin: Staff
) -> None:
    fill_in_a_call(desk, app, paula)
    end_sessions()
    desk.get_by_role("button", name="Create call").click()
    expect(desk.get_by_role("dialog", name="Your session has ended")).to_be_visible()

    sign_in(desk.context, app, dashboard, admin)

    expect(desk.get_by_label("Name")).to_have_value("", timeout=10_000)
    assert desk.evaluate("localStorage.getItem('personal-shopper:draft')") is None


def test_the_home_screen_is_offered_on_phones_only_and_once(
    desk: Page, browser: Browser, app: str, dashboard: FramingPage, paula: Staff
) -> None:
    banner = desk.get_by_text("Keep the desk on your home screen")
    expect(banner).to_be_hidden()
    desk.evaluate(BROWSER_OFFERS)
    expect(banner).to_be_visible()
    desk.get_by_role("button", name="Not now").click()
    expect(banner).to_be_hidden()
    desk.reload()
    desk.evaluate(BROWSER_OFFERS)
    expect(banner).to_be_hidden()

    desktop = browser.new_context(locale="en-US")
    sign_in(desktop, app, dashboard, paula)
    page = desktop.new_page()
    page.goto(f"{app}{paula.desk}/")
    page.evaluate(BROWSER_OFFERS)
    expect(page.get_by_text("Keep the desk on your home screen")).to_be_hidden()
    page.locator(".menu summary").click()
    page.get_by_role("button", name="Install this desk").click()
    assert page.evaluate("window.asked")
    desktop.close()
