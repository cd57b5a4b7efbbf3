"""Every page of staff when there is nothing to show, no right to see it, or no answer."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import Client

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.dashboard import staff_views, urls
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests.dashboard.conftest import Staff
from tests.dashboard.page_states import FORM, PAGES, place

AT_DESK = [route for route in PAGES if route.startswith("dashboard/calls")]
TRY_AGAIN = '<a class="button" href="">Try again</a>'


def at_desk(staff: Staff, route: str) -> str:
    """The page's address at the desk, where the staff member is from now on."""
    staff.open_desk()
    suffix = place(staff.installation, route).removeprefix("/dashboard/calls")
    return f"{staff.desk}{suffix or '/'}"


def test_every_page_stands_in_the_table() -> None:
    routes = [str(one.pattern) for one in urls.urlpatterns if str(one.pattern).endswith("/content")]

    framed = {one.removesuffix("/content") for one in routes if one.startswith("dashboard/")}
    assert framed == set(PAGES)
    desk = {one.removesuffix("/content") for one in routes if one.startswith("desk/")}
    assert desk == {one.replace("dashboard/calls", urls.DESK) for one in AT_DESK}


@pytest.mark.parametrize("route", PAGES)
def test_a_page_with_nothing_to_show_says_so(
    installation: Installation, admin: Staff, route: str
) -> None:
    page = admin.get(f"{place(installation, route)}/content")

    assert page.status_code == 200
    assert "data-title=" in page.text
    assert PAGES[route] in page.text
    assert PAGES[route] != FORM or "<form" in page.text


@pytest.mark.parametrize("route", AT_DESK)
def test_at_the_desk_it_says_the_same(admin: Staff, route: str) -> None:
    page = admin.client.get(at_desk(admin, route))

    assert page.status_code == 200
    assert PAGES[route] in page.text


@pytest.mark.parametrize("route", PAGES)
def test_who_has_no_right_reads_whom_to_ask(
    installation: Installation, admin: Staff, outsider: Staff, route: str
) -> None:
    admin.get("/dashboard/calls/content")  # is known from now on
    page = outsider.get(f"{place(installation, route)}/content")

    assert page.status_code == 403
    assert "You have no access to this page" in page.text
    assert 'href="mailto:ada@example.com"' in page.text


@pytest.mark.parametrize("route", PAGES)
def test_while_saleor_is_away_a_page_says_so_and_can_be_tried_again(
    installation: Installation, shop: FakeShop, admin: Staff, route: str
) -> None:
    shop.is_down = True
    page = admin.get(f"{place(installation, route)}/content")

    assert page.status_code == 503
    assert "Saleor does not answer" in page.text and TRY_AGAIN in page.text


@pytest.mark.parametrize("route", AT_DESK)
def test_at_the_desk_a_session_that_is_over_leads_back_in(admin: Staff, route: str) -> None:
    page = Client().get(at_desk(admin, route))

    assert page.status_code == 401
    assert "Your desk is closed" in page.text
    assert 'href="https://dashboard.example.com' in page.text


@pytest.mark.parametrize("route", AT_DESK)
def test_a_desk_without_its_database_says_so_and_can_be_tried_again(
    admin: Staff, route: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = at_desk(admin, route)

    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(staff_views, "caller_at_desk", away)
    page = admin.client.get(address)

    assert page.status_code == 503
    assert "We are out of order for a moment" in page.text and TRY_AGAIN in page.text


def test_what_was_sent_is_not_sent_again_by_a_link(paula: Staff, shop: FakeShop) -> None:
    shop.is_down = True

    page = paula.open_desk()

    assert page.status_code == 503
    assert TRY_AGAIN not in page.text
