"""The app asks for permissions that it lacks, takes a no, and is well again after a yes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from .cast import Cast
from .office import Office
from .running_demo import RunningDemo

pytestmark = pytest.mark.e2e
# Saleor tells of the change by a webhook, which our worker takes a moment for.
NOTICE_MILLISECONDS = 20_000


@pytest.fixture
def office(demo: RunningDemo) -> Iterator[Office]:
    """The app has all its permissions afterwards."""
    office = Office(demo.facts)
    before = office.app_permissions()
    yield office
    office.give_app(*before)


def open_app(page: Page) -> None:
    """As from the list of extensions, which needs no extension of ours."""
    page.get_by_role("link", name="Extensions", exact=True).click()
    page.get_by_role("link", name="Personal Shopper 0").click()


def test_permissions_are_asked_for_denied_and_given(cast: Cast, office: Office) -> None:
    # given an app that may no longer see orders
    needed = office.app_permissions()
    office.give_app(*(one for one in needed if one != "MANAGE_ORDERS"))
    page = cast.staff("admin").log_in()

    # then Saleor's own list says so, and the app's page
    problem = page.get_by_text("Personal Shopper lacks permissions: Manage orders.")
    page.get_by_role("link", name="Extensions", exact=True).click()
    while not problem.is_visible():
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Extensions", exact=True).click()
    open_app(page)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_text("Manage orders")).to_be_visible()

    # when the administrator denies them
    frame.get_by_role("button", name="Give permissions").click()
    page.get_by_role("button", name="Deny").click()

    # then the app says that it knows, and asks no further by itself
    expect(frame.get_by_text("You denied them, so nothing has changed.")).to_be_visible()
    assert "MANAGE_ORDERS" not in office.app_permissions()

    # when she gives them after all
    frame.get_by_role("button", name="Give permissions").click()
    page.get_by_role("button", name="Approve").click()

    # then the banner goes, and the problem
    expect(frame.get_by_role("heading", name="Calls", exact=True)).to_be_attached()
    expect(frame.locator("#lacking")).to_have_count(0)
    assert office.app_permissions() == needed
    page.get_by_role("link", name="Extensions", exact=True).click()
    expect(page.get_by_role("button", name="Uninstall")).to_be_visible()
    expect(problem).to_have_count(0)


def test_without_the_right_to_see_staff_the_page_asks_for_it(cast: Cast, office: Office) -> None:
    # given an app that cannot read anybody's rights
    needed = office.app_permissions()
    office.give_app()
    page = cast.staff("admin").log_in()

    # when its page is opened
    open_app(page)
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Give permissions").click(timeout=NOTICE_MILLISECONDS)
    page.get_by_role("button", name="Approve").click()

    # then it works again, at once or after it asked for the rest
    expect(frame.get_by_role("heading", name="Calls", exact=True)).to_be_attached()
    assert "MANAGE_STAFF" in office.app_permissions()
    if office.app_permissions() != needed:
        frame.get_by_role("button", name="Give permissions").click()
        page.get_by_role("button", name="Approve").click()
        expect(frame.locator("#lacking")).to_have_count(0)
    assert office.app_permissions() == needed
