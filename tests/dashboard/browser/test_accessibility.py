"""No page of staff has a fault that axe finds, in light and dark (WCAG 2.2 AA)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Frame, Page

from saleor_personal_shopper.core.events.models import EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.ports import app_upkeep
from saleor_personal_shopper.core.shoppers.models import PersonalShopper
from saleor_personal_shopper.saleor.extensions import EXTENSIONS
from saleor_personal_shopper.saleor.fake_upkeep import fake_lacking
from tests import factories
from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff, make_staff

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Visit]


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


def rows_of(installation: Installation) -> dict[str, object]:
    """What the addresses name."""
    person = PersonalShopper.objects.of(installation).get()
    hours = factories.availability(installation, dates=[{"date": "2026-12-25", "intervals": []}])
    factories.availability(installation, name="", personal_shopper=person)
    question = {"id": "a", "label": "Size?", "kind": "CHOICE", "required": True, "options": []}
    campaign = factories.campaign(
        installation,
        group=factories.group(installation, person),
        availability=hours,
        questions=[question],
        starts_on=timezone.now().date(),
        ends_on=timezone.now().date(),
    )
    event = factories.event(
        installation,
        origin="BOOKING",
        status="SCHEDULED",
        campaign=campaign,
        personal_shopper=person,
        customer_email="booked@example.com",
        starts_at=timezone.now(),
    )
    return {
        "event": event.pk,
        "person": person.pk,
        "availability": hours.pk,
        "campaign": campaign.pk,
        "group": campaign.group_id,
    }


def violations(frame: Page | Frame) -> list[str]:
    found = Axe().run(frame).response["violations"]  # type: ignore[arg-type]
    return [f"{one['id']}: {[node['html'] for node in one['nodes']][:3]}" for one in found]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    "path",
    [
        *("/calls", "/calls/new", "/calls/me", "/settings", "/order-widget"),
        *("/campaigns", "/campaigns/new", "/campaigns/{campaign}", "/campaigns/{campaign}/agenda"),
        *("/campaigns/availabilities", "/campaigns/availabilities/{availability}"),
        *("/settings/shoppers/{person}", "/settings/groups/{group}"),
        *("/calls/events", "/calls/events/new", "/calls/events/{event}"),
        *("/calls/events/{event}/move", "/calls/agenda"),
        "/campaigns/{campaign}/notifications",
    ],
)
def test_framed_pages_have_no_accessibility_faults(
    visit: Open,
    dashboard: FramingPage,
    busy_shop: Installation,
    admin: Staff,
    path: str,
    theme: str,
) -> None:
    place = path.format(**rows_of(busy_shop))
    seen = visit(dashboard, f"/dashboard{place}", [admin.token], theme=theme)
    seen.frame.locator("[data-title]").wait_for()
    seen.page.wait_for_timeout(200)

    assert violations(seen.frame) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_is_lacking_in_saleor_has_no_accessibility_faults(
    visit: Open, dashboard: FramingPage, busy_shop: Installation, theme: str
) -> None:
    lacking = fake_lacking(busy_shop)
    lacking.permissions, lacking.extensions = ["MANAGE_ORDERS"], [EXTENSIONS[0].identifier]
    app_upkeep().keep_up(busy_shop)
    held = ("MANAGE_STAFF", "MANAGE_APPS")
    chief = make_staff(busy_shop, "chief@example.com", permissions=held)

    seen = visit(dashboard, "/dashboard/calls", [chief.token], theme=theme)
    for place in ("lacking-permissions", "lacking-extensions"):
        seen.frame.locator(f"#{place}").wait_for()

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
