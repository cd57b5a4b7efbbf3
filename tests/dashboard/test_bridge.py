"""The bridge in a real browser: whom it listens to, what it asks, and what it never does (S11)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page, Request, expect

from saleor_personal_shopper.core.events.models import EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from tests import factories
from tests.dashboard.conftest import Staff
from tests.dashboard.framing_page import FramingPage
from tests.e2e.chromium import chromium

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("orm_beside_browser"),
]


@pytest.fixture(scope="module")
def orm_beside_browser() -> Iterator[None]:
    """The browser's driver runs an event loop in this thread, in which Django refuses to work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")
        yield


@pytest.fixture(scope="module")
def browser(orm_beside_browser: None) -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def app(live_server: Any, settings: Any) -> str:
    settings.APP_IFRAME_BASE_URL = live_server.url
    return str(live_server.url)


@pytest.fixture
def dashboard(installation: Installation) -> Iterator[FramingPage]:
    """The shop's Dashboard."""
    page = FramingPage()
    installation.dashboard_origins = [page.origin]
    installation.save()
    yield page
    page.stop()


@pytest.fixture
def hostile() -> Iterator[FramingPage]:
    """Somebody else's page."""
    page = FramingPage()
    yield page
    page.stop()


class Visit:
    """A browser tab with the framing page, and every request that it made to the app."""

    def __init__(self, page: Page, app: str) -> None:
        self.page = page
        self.requests: list[Request] = []
        self.errors: list[str] = []
        page.on("request", lambda one: self._note(one, app))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, request: Request, app: str) -> None:
        if request.url.startswith(app):
            self.requests.append(request)

    @property
    def frame(self) -> Frame:
        return self.page.frames[1]

    def paths(self) -> list[str]:
        return [one.url.split("?")[0].split("/", 3)[3] for one in self.requests]

    def asked(self, type_: str) -> list[dict[str, Any]]:
        """What the bridge asked the Dashboard to do."""
        script = "type => window.asked.filter(one => one.type === type).map(one => one.payload)"
        return list(self.page.evaluate(script, type_))

    def see(self, words: str) -> None:
        expect(self.frame.get_by_text(words).first).to_be_visible()


@pytest.fixture
def visit(browser: Browser, app: str, installation: Installation) -> Iterator[Callable[..., Visit]]:
    """Open a page of ours inside a framing page."""
    context = browser.new_context(locale="en-US", timezone_id="Europe/Madrid")

    def open_(page: FramingPage, path: str, tokens: list[str], **options: Any) -> Visit:
        joint = "&" if "?" in path else "?"
        named = f"{joint}saleorApiUrl={quote(installation.saleor_api_url, safe='')}"
        page.frame(f"{app}{path}{named}", tokens=tokens, app_origin=app, **options)
        visit = Visit(context.new_page(), app)
        visit.page.goto(page.origin)
        return visit

    yield open_
    context.close()


Open = Callable[..., Visit]


def test_the_token_goes_as_bearer_and_nowhere_else(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff
) -> None:
    factories.event(installation, customer_name="Carla Customer")

    seen = visit(dashboard, "/dashboard/calls", [admin.token])

    seen.see("Carla Customer")
    content = next(one for one in seen.requests if one.url.endswith("/dashboard/calls/content"))
    assert content.headers["authorization"] == f"Bearer {admin.token}"
    assert not any(admin.token in one.url for one in seen.requests)
    assert seen.page.context.cookies() == []
    stored = "JSON.stringify([localStorage, sessionStorage])"
    assert admin.token not in seen.frame.evaluate(stored)
    assert seen.errors == []


def test_a_hostile_page_cannot_frame_us_once_the_dashboard_is_known(
    visit: Open, dashboard: FramingPage, hostile: FramingPage, admin: Staff
) -> None:
    seen = visit(hostile, "/dashboard/calls", [admin.token])
    seen.page.wait_for_timeout(1000)

    assert seen.paths() == ["dashboard/calls"]


def test_until_then_a_forged_handshake_leads_to_no_data(
    visit: Open, hostile: FramingPage, installation: Installation
) -> None:
    installation.dashboard_origins = []
    installation.save()

    seen = visit(hostile, "/dashboard/calls", ["forged"])
    seen.see("We could not verify who you are.")

    asked = [path for path in seen.paths() if not path.startswith("static/")]
    assert set(asked) == {"dashboard/calls", "dashboard/session"}
    installation.refresh_from_db()
    assert installation.dashboard_origins == []


def test_the_first_dashboard_is_pinned_by_its_verified_token(
    visit: Open, hostile: FramingPage, installation: Installation, admin: Staff
) -> None:
    installation.dashboard_origins = []
    installation.save()

    seen = visit(hostile, "/dashboard/calls", [admin.token])

    seen.see("Nobody is waiting.")
    installation.refresh_from_db()
    assert installation.dashboard_origins == [hostile.origin]


def test_messages_of_other_windows_are_not_heard(
    visit: Open, dashboard: FramingPage, hostile: FramingPage, admin: Staff, app: str
) -> None:
    hostile.html = """<script>setInterval(() => {
      const frame = parent.frames[0];
      frame.postMessage({ type: "handshake", payload: { token: "forged" } }, "*");
      frame.postMessage({ type: "theme", payload: { theme: "dark" } }, "*");
    }, 20)</script>"""

    seen = visit(
        dashboard,
        "/dashboard/calls",
        [admin.token],
        more=f'<iframe src="{hostile.origin}"></iframe>',
    )
    seen.see("Nobody is waiting.")
    seen.frame.get_by_role("link", name="Settings").click()
    seen.see("Set up your personal shopping")

    bearers = {one.headers.get("authorization", "") for one in seen.requests}
    assert bearers == {"", f"Bearer {admin.token}"}
    assert seen.frame.evaluate("document.documentElement.dataset.theme") == "light"


def test_a_page_outside_the_dashboard_says_where_to_open_it(
    browser: Browser, app: str, dashboard: FramingPage
) -> None:
    page = browser.new_page()
    page.goto(f"{app}/dashboard/calls")

    expect(page.get_by_role("heading")).to_have_text("Open this page in the Saleor Dashboard")
    page.close()


def test_a_stale_first_token_is_followed_by_a_good_one(
    visit: Open, dashboard: FramingPage, admin: Staff
) -> None:
    seen = visit(dashboard, "/dashboard/calls", ["expired", admin.token])

    seen.see("Nobody is waiting.")
    assert seen.paths().count("dashboard/session") == 2


def test_a_form_is_sent_again_with_the_fresh_token(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff
) -> None:
    seen = visit(dashboard, "/dashboard/settings", [admin.token])
    seen.see("Store name")
    seen.page.evaluate("token => say('tokenRefresh', { token })", "expired")

    seen.frame.get_by_label("Store name").fill("Maison Lumen")
    seen.frame.locator("#save-shop").click()

    expect(seen.frame.locator("#store.is-dirty")).to_have_count(0)
    seen.page.wait_for_function("window.asked.some(one => one.type === 'notification')")
    assert seen.asked("notification")[0]["text"] == "Store settings saved"
    assert seen.paths().count("dashboard/settings/shop") == 2


def test_the_page_follows_the_dashboards_theme_and_language(
    visit: Open, dashboard: FramingPage, admin: Staff
) -> None:
    seen = visit(dashboard, "/dashboard/calls", [admin.token], theme="dark", locale="pt-BR")

    expect(seen.frame.locator("html")).to_have_attribute("lang", re.compile("pt"))
    assert seen.frame.evaluate("document.documentElement.dataset.theme") == "dark"
    seen.page.evaluate("say('theme', { theme: 'light' })")
    expect(seen.frame.locator("html")).to_have_attribute("data-theme", "light")


def test_open_desk_has_the_dashboard_open_a_clean_tab(
    visit: Open, dashboard: FramingPage, admin: Staff, app: str
) -> None:
    seen = visit(dashboard, "/dashboard/calls", [admin.token])
    seen.see("Nobody is waiting.")
    seen.page.evaluate("answers.redirect = false")

    seen.frame.get_by_role("button", name="Open desk").click()

    seen.page.wait_for_function("window.asked.some(one => one.type === 'notification')")
    redirect = seen.asked("redirect")[0]
    assert redirect["newContext"] is True
    assert redirect["to"].startswith(f"{app}/desk/open?code=")
    assert "pop-up windows" in seen.asked("notification")[0]["text"]


def test_removing_asks_first_though_the_frame_forbids_confirm(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff
) -> None:
    factories.personal_shopper(installation, name="Paula Shopper")
    seen = visit(dashboard, "/dashboard/settings", [admin.token])
    remove = seen.frame.get_by_role("button", name="Remove Paula Shopper")

    remove.click()
    seen.frame.get_by_role("button", name="Keep it").click()
    assert PersonalShopper.objects.of(installation).filter(deleted_at=None).count() == 1
    remove.click()
    seen.frame.get_by_role("button", name="Yes, go on").click()

    seen.see("Nobody takes calls yet.")


def test_back_leads_to_the_page_before(visit: Open, dashboard: FramingPage, admin: Staff) -> None:
    seen = visit(dashboard, "/dashboard/calls", [admin.token])
    seen.see("Nobody is waiting.")
    seen.frame.get_by_role("link", name="Settings").click()
    seen.see("Set up your personal shopping")

    seen.page.evaluate("history.back()")

    seen.see("Nobody is waiting.")


def test_the_widget_is_as_high_as_its_content(
    visit: Open, dashboard: FramingPage, admin: Staff
) -> None:
    seen = visit(dashboard, "/dashboard/order-widget?orderId=T3JkZXI6MQ==", [admin.token])
    seen.see("No call had a part in this order.")

    seen.page.wait_for_function("window.asked.some(one => one.type === 'widgetResize')")
    assert 20 < seen.asked("widgetResize")[-1]["height"] < 200


@pytest.fixture
def busy_shop(installation: Installation, admin: Staff) -> Installation:
    """Something of everything that the pages show."""
    update_shop_settings(installation=installation, store_name="Maison Lumen")
    mine = factories.personal_shopper(
        installation, email=admin.email, saleor_user_id=admin.user_id, name="Ada Admin"
    )
    for status in EventStatus:
        factories.event(installation, status=status, personal_shopper=mine, starts_at=factories.NOW)
    factories.event(installation, customer_name="Waiting Customer")
    return installation


def violations(frame: Page | Frame) -> list[str]:
    found = Axe().run(frame).response["violations"]  # type: ignore[arg-type]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/calls", "/calls/new", "/settings", "/order-widget"])
def test_framed_pages_have_no_accessibility_faults(
    visit: Open,
    dashboard: FramingPage,
    busy_shop: Installation,
    admin: Staff,
    path: str,
    theme: str,
) -> None:
    seen = visit(dashboard, f"/dashboard{path}", [admin.token], theme=theme)
    seen.frame.locator("[data-title]").wait_for()
    seen.page.wait_for_timeout(200)

    assert violations(seen.frame) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_desk_has_no_accessibility_faults(
    browser: Browser, app: str, busy_shop: Installation, admin: Staff, theme: Any
) -> None:
    context = browser.new_context(color_scheme=theme, locale="en-US")
    event = factories.event(busy_shop, status=EventStatus.SCHEDULED)
    context.request.post(
        f"{app}/desk/open",
        form={"accessToken": admin.token},
        headers={"origin": busy_shop.dashboard_origins[0]},
    )
    page = context.new_page()

    for path in ("/", "/new", f"/events/{event.pk}"):
        page.goto(f"{app}{admin.desk}{path}")
        page.locator("#content [data-title]").wait_for()
        assert violations(page) == []
    context.close()
