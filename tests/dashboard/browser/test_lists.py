"""Lists that change by themselves are read as often as they must, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from saleor_personal_shopper.core.events.models import EventOrigin, EventStatus
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ("/lists", "/recent", "/agenda/today")
LINE = "(element) => parseFloat(getComputedStyle(element).lineHeight)"
TOLD_TWICE = """async () => {
  const source = document.querySelector('script[src*="dashboard/pages"]').src;
  const { refreshLists } = await import(source);
  let open = 0;
  window.rests = new Promise((resolve) => {
    document.addEventListener("htmx:beforeRequest", () => (open += 1));
    document.addEventListener("htmx:afterRequest", () => {
      open -= 1;
      setTimeout(() => open === 0 && resolve(), 500);
    });
  });
  refreshLists();
  refreshLists();
}"""


def test_lists_that_change_while_they_are_read_are_read_once_more_and_then_rest(
    visit: Callable[..., Visit], dashboard: FramingPage, paula: Staff
) -> None:
    # given a page with several lists
    seen = visit(dashboard, "/dashboard/calls", [paula.token])
    expect(seen.frame.get_by_role("region", name="My day")).to_be_visible()
    seen.page.wait_for_load_state("networkidle")
    seen.requests.clear()

    # when all are told to be read, and again while they are
    seen.frame.evaluate(TOLD_TWICE)
    seen.frame.evaluate("() => window.rests")

    # then each was read twice, or once more by the page's own clock
    read = [path for path in seen.paths() if path.endswith(PARTS)]
    assert 2 * len(PARTS) <= len(read) <= 3 * len(PARTS)


def test_an_email_address_stays_in_one_line_beside_crowded_columns(
    visit: Callable[..., Visit],
    dashboard: FramingPage,
    installation: Installation,
    paula: Staff,
) -> None:
    # given a call whose columns want more room than the Dashboard leaves
    factories.event(
        installation,
        status=EventStatus.FINISHED,
        origin=EventOrigin.PRIVATE,
        channel="default-channel-of-the-shop",
        customer_email="rehearsal@example.com",
        personal_shopper=paula.personal_shopper,
        starts_at=timezone.now(),
    )
    seen = visit(dashboard, "/dashboard/calls", [paula.token])
    seen.page.set_viewport_size({"width": 980, "height": 800})

    # then the others wrap
    address = seen.frame.locator("td .row-note, th .row-note").filter(has_text="rehearsal@")
    expect(address).to_be_visible()
    box, line = address.bounding_box(), address.evaluate(LINE)
    assert box and box["height"] < 2 * line
