"""What opens and closes shows so by an arrow; no other picture is turned."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db(transaction=True)
TURNED = "(icon) => getComputedStyle(icon).rotate"


def test_only_arrows_are_turned(
    visit: Callable[..., Visit],
    dashboard: FramingPage,
    installation: Installation,
    admin: Staff,
    mail_set_up: None,
) -> None:
    # given a week whose days are copied, and a list that opens
    hours = visit(dashboard, "/dashboard/campaigns/availabilities/new", [admin.token]).frame
    copy = hours.locator("summary[title] .icon").first
    expect(copy).to_be_visible()
    campaign = factories.campaign(installation)
    place = f"/dashboard/campaigns/{campaign.pk}/notifications"
    mails = visit(dashboard, place, [admin.token]).frame
    variables = mails.locator("summary").filter(has_text="Variables")

    # then the one's picture stands upright, and the other's arrow turns as it opens
    assert copy.evaluate(TURNED) == "none"
    arrow = variables.locator(".icon")
    assert arrow.evaluate(TURNED) == "-90deg"
    variables.click()
    expect(arrow).to_have_css("rotate", "0deg")
