"""Who gets which content: every address of staff, framed and at the desk, with every caller."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.test import Client
from freezegun import freeze_time

from saleor_personal_shopper.core.installations.models import Installation, Module
from saleor_personal_shopper.core.installations.services import set_module_grants
from saleor_personal_shopper.dashboard import urls
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from saleor_personal_shopper.saleor.fake_tokens import fake_customer_token
from tests import factories
from tests.dashboard.conftest import Staff, make_staff
from tests.dashboard.page_states import PAGES

NOBODY = uuid.UUID(int=1)
CALLS = [
    ("get", "/content"),
    ("get", "/new/content"),
    ("get", "/agenda/content"),
    ("get", "/agenda/grid"),
    ("get", "/agenda/today"),
    ("get", f"/events/{NOBODY}/sheet"),
    ("get", "/events/content"),
    ("get", "/events/rows"),
    ("get", "/events/slots"),
    ("get", "/events/new/content"),
    ("post", "/events/book"),
    ("get", f"/events/{NOBODY}/content"),
    ("get", f"/events/{NOBODY}/move/content"),
    ("get", f"/events/{NOBODY}/slots"),
    ("get", f"/events/{NOBODY}/drop"),
    ("get", f"/events/{NOBODY}/colleagues"),
    ("get", f"/events/{NOBODY}/details"),
    ("post", f"/events/{NOBODY}/move-to"),
    ("post", f"/events/{NOBODY}/reassign"),
    ("post", f"/events/{NOBODY}/change"),
    ("get", f"/events/{NOBODY}/links"),
    ("get", f"/events/{NOBODY}/invitation"),
    ("get", f"/messages/{NOBODY}/content"),
    ("get", f"/messages/{NOBODY}/mail"),
    ("get", "/lists"),
    ("get", "/recent"),
    ("get", "/products"),
    ("post", "/create"),
    ("post", "/phone"),
    ("post", f"/messages/{NOBODY}/answer"),
    ("post", f"/messages/{NOBODY}/done"),
    ("post", f"/events/{NOBODY}/invite"),
    ("post", f"/events/{NOBODY}/cancel"),
    ("post", f"/events/{NOBODY}/reschedule"),
    ("post", f"/events/{NOBODY}/archive"),
    ("post", f"/events/{NOBODY}/files/{NOBODY}"),
    ("post", f"/events/{NOBODY}/transcript"),
    ("get", "/me/content"),
    ("get", "/me/calendars"),
    ("post", "/me/picture"),
    ("post", "/me/picture/remove"),
    ("post", "/me/hours"),
    ("post", "/me/hours/clear"),
    ("post", "/me/feed/renew"),
    ("post", "/me/calendars/add"),
    ("post", f"/me/calendars/{NOBODY}/refresh"),
    ("post", f"/me/calendars/{NOBODY}/remove"),
]
FRAMED = [(method, f"/dashboard/calls{path}") for method, path in CALLS]
FRAMED += [("post", "/dashboard/desk-code")]
SETTINGS = [
    ("get", "/dashboard/settings/content"),
    ("get", "/dashboard/settings/shoppers"),
    ("get", "/dashboard/settings/reassign"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/reassign"),
    ("post", "/dashboard/settings/shoppers/add"),
    ("get", f"/dashboard/settings/shoppers/{NOBODY}/content"),
    ("get", f"/dashboard/settings/shoppers/{NOBODY}/calendars"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/save"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/picture"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/picture/remove"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/hours"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/hours/clear"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/calendars/add"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/calendars/{NOBODY}/refresh"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/calendars/{NOBODY}/remove"),
    ("get", "/dashboard/settings/collections"),
    ("get", "/dashboard/settings/groups/new/content"),
    ("get", f"/dashboard/settings/groups/{NOBODY}/content"),
    ("post", "/dashboard/settings/groups/create"),
    ("post", f"/dashboard/settings/groups/{NOBODY}/save"),
    ("post", f"/dashboard/settings/groups/{NOBODY}/delete"),
    ("post", f"/dashboard/settings/shoppers/{NOBODY}/remove"),
    ("post", "/dashboard/settings/modules"),
    ("post", "/dashboard/settings/shop"),
    ("post", "/dashboard/settings/logo"),
    ("post", "/dashboard/settings/logo/remove"),
    ("post", "/dashboard/settings/channels/default-channel"),
    ("post", "/dashboard/settings/consent"),
    ("post", "/dashboard/lacking"),
]
CAMPAIGN = f"/{NOBODY}"
CAMPAIGNS = [
    (method, f"/dashboard/campaigns{path}")
    for method, path in [
        ("get", "/content"),
        ("get", "/new/content"),
        ("get", "/rows"),
        ("post", "/create"),
        ("get", f"{CAMPAIGN}/content"),
        ("post", f"{CAMPAIGN}/save"),
        ("post", f"{CAMPAIGN}/delete"),
        ("get", f"{CAMPAIGN}/agenda/content"),
        ("post", f"{CAMPAIGN}/agenda/save"),
        ("get", f"{CAMPAIGN}/notifications/content"),
        ("get", f"{CAMPAIGN}/notifications/mail"),
        ("post", f"{CAMPAIGN}/notifications/save"),
        ("post", f"{CAMPAIGN}/notifications/mail/save"),
        ("post", f"{CAMPAIGN}/notifications/preview"),
        ("post", f"{CAMPAIGN}/image"),
        ("post", f"{CAMPAIGN}/image/remove"),
        ("post", f"{CAMPAIGN}/logo"),
        ("post", f"{CAMPAIGN}/logo/remove"),
        ("get", "/availabilities/content"),
        ("get", "/availabilities/new/content"),
        ("get", "/availabilities/rows"),
        ("post", "/availabilities/create"),
        ("get", f"/availabilities/{NOBODY}/content"),
        ("post", f"/availabilities/{NOBODY}/save"),
        ("post", f"/availabilities/{NOBODY}/delete"),
    ]
]
ANY_MODULE = [("get", "/dashboard/order-widget/content"), ("post", "/dashboard/session")]
BY_BEARER = [*FRAMED, *SETTINGS, *CAMPAIGNS, *ANY_MODULE]
AT_DESK = [
    *CALLS,
    ("get", "/"),
    ("get", "/new"),
    ("get", "/agenda"),
    ("get", "/events"),
    ("get", "/events/new"),
    ("get", f"/events/{NOBODY}"),
    ("get", f"/events/{NOBODY}/move"),
    ("get", f"/messages/{NOBODY}"),
    ("get", "/me"),
    ("get", f"/events/{NOBODY}/call"),
    ("post", "/token"),
    ("post", "/ticket"),
    ("post", "/available"),
    ("post", "/language"),
    ("post", "/logout"),
]


def status(client: Client, method: str, path: str, token: str = "") -> int:
    headers = {"authorization": f"Bearer {token}"} if token else {}
    return getattr(client, method)(path, headers=headers).status_code


def test_every_staff_address_stands_in_these_tables() -> None:
    data_less = {*PAGES, "desk/open", "desk/service-worker.js", "desk/offline"}
    data_less |= {"desk/<uuid:installation_id>/manifest.webmanifest"}
    listed = {path.lstrip("/") for _method, path in BY_BEARER}
    listed |= {f"desk/<uuid:installation_id>{path}" for _method, path in AT_DESK}
    known = {
        pattern.pattern._route  # type: ignore[attr-defined]
        for pattern in [*urls.FRAME_PAGES, *urls.CALLS_PAGES, *urls.DESK_PAGES]
    }

    def plain(route: str) -> str:
        route = re.sub(r"(?<!^desk/)<uuid:\w+>", str(NOBODY), route)
        return route.replace("<str:channel>", "default-channel")

    assert {plain(route) for route in known - data_less} == listed


@pytest.mark.parametrize(("method", "path"), BY_BEARER)
def test_without_a_good_bearer_nothing_is_told(
    installation: Installation, method: str, path: str
) -> None:
    customer = fake_customer_token(installation, user_id="VXNlcjo5", email="c@example.com")
    client = Client()

    for token in ("", "forged", customer):
        assert status(client, method, path, token) == 401
    assert getattr(client, method)(path, headers={"authorization": "Basic abc"}).status_code == 401
    assert getattr(client, method)(f"{path}?token={customer}").status_code == 401


@pytest.mark.feature("PM-01", "PM-05")
@pytest.mark.parametrize(("method", "path"), BY_BEARER)
def test_staff_without_a_module_are_refused(outsider: Staff, method: str, path: str) -> None:
    response = getattr(outsider, method)(path)

    assert response.status_code == 403
    assert "You have no access to this page" in response.text


@pytest.mark.feature("PM-03")
@pytest.mark.parametrize(("method", "path"), SETTINGS)
def test_personal_shoppers_do_not_change_settings(paula: Staff, method: str, path: str) -> None:
    assert getattr(paula, method)(path).status_code == 403


@pytest.mark.parametrize(("method", "path"), AT_DESK)
def test_without_a_session_the_desk_tells_nothing(
    installation: Installation, paula: Staff, method: str, path: str
) -> None:
    send = paula.post_at_desk if method == "post" else lambda to: paula.client.get(paula.desk + to)

    assert send(path).status_code == 401


@pytest.mark.parametrize(("method", "path"), [row for row in AT_DESK if row[0] == "post"])
def test_other_sites_cannot_make_the_desk_do_anything(paula: Staff, method: str, path: str) -> None:
    paula.open_desk()

    for headers in ({"origin": "https://evil.example.com"}, {"sec-fetch-site": "cross-site"}, {}):
        response = paula.client.post(f"{paula.desk}{path}", headers=headers)
        assert response.status_code == 403


@pytest.mark.feature("PM-04")
def test_the_module_table_opens_pages_to_a_permission_group(
    installation: Installation, now: object
) -> None:
    support = make_staff(installation, "support@example.com", group_ids=("R3JvdXA6MQ==",))
    assert support.get("/dashboard/calls/content").status_code == 403

    set_module_grants(
        installation=installation, grants={"R3JvdXA6MQ==": [Module.CALLS]}, now=factories.NOW
    )

    assert support.get("/dashboard/calls/content").status_code == 200
    assert support.get("/dashboard/settings/content").status_code == 403


def test_a_bearer_of_another_shop_sees_that_shop_only(
    installation: Installation, stranger: Staff
) -> None:
    factories.event(installation, customer_name="Carla Customer")
    factories.event(stranger.installation, customer_name="Own Customer")

    page = stranger.get("/dashboard/calls/content").text

    assert "Own Customer" in page
    assert "Carla Customer" not in page


def test_a_page_says_so_when_saleor_cannot_confirm_the_rights(shop: FakeShop, paula: Staff) -> None:
    shop.is_down = True

    response = paula.get("/dashboard/calls/content")

    assert response.status_code == 503
    assert "Saleor does not answer" in response.text


def test_losing_the_rights_ends_the_page_within_a_minute(shop: FakeShop, paula: Staff) -> None:
    with freeze_time("2026-11-23 08:00:00") as clock:
        assert paula.get("/dashboard/calls/lists").status_code == 200
        del shop.staff[paula.user_id]
        clock.tick(timedelta(seconds=61))
        assert paula.get("/dashboard/calls/lists").status_code == 403


def test_a_part_of_an_expired_desk_is_refused_so_that_the_page_can_ask_to_sign_in(
    paula: Staff,
) -> None:
    response = paula.client.get(f"{paula.desk}/lists", headers={"hx-request": "true"})

    assert response.status_code == 401
    assert "HX-Refresh" not in response.headers
