"""Lists that change by themselves are read as often as they must, and no more."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff

pytestmark = pytest.mark.django_db(transaction=True)
PARTS = ("/lists", "/recent", "/agenda/today")
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
