"""Pages of staff in a browser while they load, and when nothing comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Frame, Page, Route, expect

from saleor_personal_shopper.core.installations.models import Installation
from tests.dashboard.browser.conftest import Visit
from tests.dashboard.browser.framing_page import FramingPage
from tests.dashboard.conftest import Staff
from tests.dashboard.page_states import PAGES, place

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[..., Visit]
CONTENT = "**/content**"


def keep_in(held: list[Route]) -> Callable[[Route], None]:
    """Lets requests wait for the test."""

    def keep(route: Route) -> None:
        held.append(route)

    return keep


def wait_for(held: list[Route], page: Page) -> Route:
    while not held:
        page.wait_for_timeout(20)
    return held.pop()


def expect_loading(root: Page | Frame, *, is_loading: bool = True) -> None:
    busy = root.locator("#content[aria-busy=true]")
    expect(busy).to_have_count(1 if is_loading else 0)


@pytest.mark.parametrize("route", PAGES)
def test_a_framed_page_loads_is_lost_and_comes_when_tried_again(
    visit: Open, dashboard: FramingPage, installation: Installation, admin: Staff, route: str
) -> None:
    # given a server that takes its time
    held: list[Route] = []
    address = place(installation, route)
    seen = visit(dashboard, address, [admin.token], routes={CONTENT: keep_in(held)})
    request = wait_for(held, seen.page)

    # then the page is loading
    expect_loading(seen.frame)
    expect(seen.frame.get_by_text("Loading")).to_be_attached()

    # when the network goes, then it says so
    request.abort()
    expect(seen.frame.get_by_role("alert")).to_contain_text("This page could not be loaded")
    expect_loading(seen.frame, is_loading=False)

    # and it comes once the network is there again
    seen.page.unroute(CONTENT)
    seen.frame.get_by_role("link", name="Try again").click()
    expect(seen.frame.locator("#content [data-title]")).to_be_attached()
    expect_loading(seen.frame, is_loading=False)


@pytest.mark.parametrize("pattern", [CONTENT, "**/dashboard/session"])
def test_a_fault_of_ours_is_told_and_tried_again(
    visit: Open, dashboard: FramingPage, admin: Staff, pattern: str
) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=500, body="<html>no</html>", content_type="text/html")

    seen = visit(dashboard, "/dashboard/calls", [admin.token], routes={pattern: fail})
    expect(seen.frame.get_by_role("alert")).to_contain_text("This page could not be loaded")

    seen.page.unroute(pattern)
    seen.frame.get_by_role("link", name="Try again").click()
    seen.see("No calls yet.")


def test_at_the_desk_what_was_typed_outlives_a_lost_network(
    browser: Browser, app: str, dashboard: FramingPage, installation: Installation, paula: Staff
) -> None:
    # given a form at the desk
    context = browser.new_context(locale="en-US")
    form = {"accessToken": paula.token}
    origin = {"origin": installation.dashboard_origins[0]}
    context.request.post(f"{app}/desk/open", form=form, headers=origin)
    page = context.new_page()
    page.goto(f"{app}{paula.desk}/new")
    page.get_by_label("Name", exact=True).fill("Carla Customer")

    # when it is sent without a network, or while the server has a fault
    page.get_by_label("Email", exact=True).fill("carla@example.com")
    for answer in (lambda route: route.abort(), lambda route: route.fulfill(status=500)):
        page.route("**/create", answer)
        page.get_by_role("button", name="Create call").click()
        expect(page.locator(".note.error").last).to_contain_text("again")
        page.locator(".note").evaluate_all("notes => notes.forEach((one) => one.remove())")
        expect(page.get_by_label("Name", exact=True)).to_have_value("Carla Customer")
        page.unroute("**/create")

    # then it can be sent again
    page.get_by_role("button", name="Create call").click()
    expect(page.get_by_role("heading", name="Carla Customer")).to_be_visible()
    context.close()


def test_at_the_desk_another_page_is_waited_for(
    browser: Browser, app: str, dashboard: FramingPage, installation: Installation, paula: Staff
) -> None:
    # given the list of calls
    context = browser.new_context(locale="en-US")
    form = {"accessToken": paula.token}
    origin = {"origin": installation.dashboard_origins[0]}
    context.request.post(f"{app}/desk/open", form=form, headers=origin)
    page: Any = context.new_page()
    page.goto(f"{app}{paula.desk}/")
    held: list[Route] = []
    page.route(CONTENT, keep_in(held))

    # when the next page takes its time
    page.get_by_role("link", name="Create private call").click()
    request = wait_for(held, page)
    expect_loading(page)

    # and does not come
    request.abort()

    # then it says so, and the list is still there
    expect(page.locator(".note.error")).to_contain_text("We could not reach the server")
    expect_loading(page, is_loading=False)
    expect(page.get_by_role("heading", name="All calls")).to_be_visible()
    context.close()
