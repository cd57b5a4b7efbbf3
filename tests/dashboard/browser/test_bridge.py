"""The bridge in a real browser: whom it listens to, what it asks, and what it never does (S11)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.ports import app_upkeep
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.saleor.fake_upkeep import fake_lacking
from tests import factories
from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
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
    seen.frame.get_by_role("link", name="Edit Paula Shopper").click()
    remove = seen.frame.get_by_role("button", name="Remove", exact=True)

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


def test_the_lines_for_the_shop_can_be_copied_though_the_frame_forbids_the_clipboard(
    visit: Open, dashboard: FramingPage, admin: Staff
) -> None:
    seen = visit(dashboard, "/dashboard/settings", [admin.token])
    seen.page.context.grant_permissions(["clipboard-read"], origin=dashboard.origin)

    seen.frame.get_by_role("button", name="Copy").first.click()

    expect(seen.frame.get_by_role("button", name="Copied")).to_be_visible()
    seen.page.bring_to_front()
    seen.page.mouse.click(5, 715)
    assert "<personal-shopper" in seen.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("is_opened", [True, False])
def test_permissions_are_asked_of_the_dashboard_and_the_page_is_named_to_come_back_to(
    visit: Open, dashboard: FramingPage, installation: Installation, is_opened: bool
) -> None:
    # given
    fake_lacking(installation).permissions = ["MANAGE_ORDERS"]
    app_upkeep().keep_up(installation)
    permissions = ("MANAGE_STAFF", "MANAGE_APPS")
    chief = make_staff(installation, "chief@example.com", permissions=permissions)
    seen = visit(dashboard, "/dashboard/settings", [chief.token])
    seen.see("Manage orders")
    seen.page.evaluate("isOpened => { answers.requestPermissions = isOpened }", is_opened)

    # when
    seen.frame.get_by_role("button", name="Give permissions").click()

    # then
    seen.page.wait_for_function("window.asked.some(one => one.type === 'requestPermissions')")
    asked = seen.asked("requestPermissions")[0]
    assert asked["permissions"] == ["MANAGE_ORDERS"]
    assert asked["redirectPath"] == "dashboard/settings"
    # and a Dashboard that does not do it is not silently clicked at
    if not is_opened:
        seen.page.wait_for_function("window.asked.some(one => one.type === 'notification')")
        assert "did not ask" in seen.asked("notification")[0]["text"]
