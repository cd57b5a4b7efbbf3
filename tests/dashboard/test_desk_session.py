"""Opening the desk, its session, and what its scripts fetch."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from saleor_personal_shopper.core.events.tokens import (
    issue_desk_code,
    read_staff_token,
    redeem_desk_ticket,
)
from saleor_personal_shopper.core.installations.models import (
    Installation,
    StaffMember,
    StaffSession,
)
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories
from tests.dashboard.conftest import DASHBOARD, OWN, Staff

COOKIE = "personal-shopper-desk"


def test_the_dashboards_post_opens_a_session_and_leads_to_the_desk(paula: Staff) -> None:
    response = paula.open_desk()

    assert response.status_code == 303
    assert response.headers["Location"] == f"{paula.desk}/"
    cookie = response.cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert cookie["path"] == f"{paula.desk}/"
    assert cookie["max-age"] == 12 * 60 * 60
    assert paula.token not in str(cookie)


def test_a_customers_page_leads_to_his_new_call(paula: Staff) -> None:
    response = paula.open_desk(customerId="VXNlcjox&x=1")

    assert response.headers["Location"] == f"{paula.desk}/new?customer=VXNlcjox%26x%3D1"


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "", "http://testserver"])
def test_a_post_from_an_unknown_page_is_refused(paula: Staff, origin: str) -> None:
    response = paula.open_desk(origin=origin)

    assert response.status_code == 403
    assert "did not come from your Dashboard" in response.text
    assert not StaffSession.objects.across_installations().exists()


def test_the_first_dashboard_is_learned_from_anybody_a_second_from_administrators(
    installation: Installation, paula: Staff, admin: Staff
) -> None:
    installation.dashboard_origins = []
    installation.save()

    assert paula.open_desk(origin="https://one.example.com").status_code == 303
    assert paula.open_desk(origin="https://two.example.com").status_code == 403
    assert admin.open_desk(origin="https://two.example.com").status_code == 303

    installation.refresh_from_db()
    assert installation.dashboard_origins == ["https://one.example.com", "https://two.example.com"]


def test_a_token_that_does_not_verify_opens_nothing(paula: Staff) -> None:
    response = paula.open_desk(accessToken="forged")

    assert response.status_code == 401
    assert COOKIE not in response.cookies


def test_a_token_of_another_shop_opens_nothing_here(
    installation: Installation, stranger: Staff
) -> None:
    stranger.installation.dashboard_origins = [DASHBOARD]
    stranger.installation.save()

    assert stranger.open_desk(saleorApiUrl=installation.saleor_api_url).status_code == 401


def test_staff_without_the_module_read_whom_to_ask(admin: Staff, outsider: Staff) -> None:
    admin.open_desk()
    response = outsider.open_desk()

    assert response.status_code == 403
    assert "You have no access to this page" in response.text
    assert "mailto:ada@example.com" in response.text
    assert COOKIE not in response.cookies


def test_opening_by_code_needs_a_click_or_script_and_works_once(paula: Staff) -> None:
    paula.open_desk()
    member = StaffMember.objects.of(paula.installation).get()
    code = issue_desk_code(member, timezone.now())
    browser = Client()

    shown = browser.get("/desk/open", {"code": code})
    assert shown.status_code == 200
    assert COOKIE not in shown.cookies
    opened = browser.post("/desk/open", {"code": code}, headers={"origin": OWN})
    assert (opened.status_code, opened.headers["Location"]) == (303, f"{paula.desk}/")
    again = browser.post("/desk/open", {"code": code}, headers={"origin": OWN})
    assert again.status_code == 401


def test_the_dashboard_s_own_tab_shows_the_calls_beside_the_new_desk(paula: Staff) -> None:
    """Given the sidebar's entry, which is a link to an app's page besides."""
    query = "saleorApiUrl=https%3A%2F%2Fshop.example.com%2Fgraphql%2F&id=A&theme=defaultLight"

    # when the Dashboard frames the address of the desk
    response = Client().get(f"/desk/open?{query}")

    # then that leads to a page that may be framed there
    assert (response.status_code, response.headers["Location"]) == (
        302,
        f"/dashboard/calls?{query}",
    )


def test_a_code_may_lead_straight_into_a_call(paula: Staff) -> None:
    paula.open_desk()
    event = factories.event(paula.installation)
    code = issue_desk_code(StaffMember.objects.of(paula.installation).get(), timezone.now())

    opened = Client().post(
        "/desk/open", {"code": code, "event": str(event.pk)}, headers={"origin": OWN}
    )

    assert opened.headers["Location"] == f"{paula.desk}/events/{event.pk}/call"


def test_a_code_is_only_taken_from_our_own_page(paula: Staff) -> None:
    paula.open_desk()
    code = issue_desk_code(StaffMember.objects.of(paula.installation).get(), timezone.now())

    for headers in ({"origin": "https://evil.example.com"}, {"sec-fetch-site": "cross-site"}, {}):
        response = Client().post("/desk/open", {"code": code}, headers=headers)
        assert response.status_code == 403


def test_the_desk_draws_a_bearer_and_a_socket_ticket(paula: Staff) -> None:
    paula.open_desk()

    bearer = paula.post_at_desk("/token").json()
    assert read_staff_token(bearer["token"], timezone.now()).email == "paula@example.com"
    socket = urlsplit(paula.post_at_desk("/ticket").json()["socketUrl"])
    assert (socket.scheme, socket.netloc, socket.path) == ("ws", "testserver", "/ws/desk")
    ticket = parse_qs(socket.query)["ticket"][0]
    assert redeem_desk_ticket(ticket, timezone.now()).email == "paula@example.com"


@pytest.mark.parametrize("path", ["/token", "/ticket", "/language", "/logout"])
def test_other_pages_cannot_use_the_session(paula: Staff, path: str) -> None:
    paula.open_desk()
    hostile: list[dict[str, str]] = [
        {"origin": "https://evil.example.com"},
        {"origin": OWN, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null"},
        {},
    ]
    for headers in hostile:
        assert paula.client.post(f"{paula.desk}{path}", headers=headers).status_code == 403
    assert StaffSession.objects.across_installations().count() == 1


def test_without_a_session_scripts_are_told_and_people_led_back(
    installation: Installation, paula: Staff
) -> None:
    told = paula.post_at_desk("/token")
    assert (told.status_code, told.json()) == (401, {"error": "signed_out"})

    event = factories.event(installation)
    page = paula.client.get(f"{paula.desk}/events/{event.pk}/call")
    assert page.status_code == 401
    assert 'href="https://dashboard.example.com/dashboard/"' in page.text


def test_a_session_is_no_key_to_another_installations_desk(
    paula: Staff, other_installation: Installation
) -> None:
    paula.open_desk()
    paula.client.cookies[COOKIE]["path"] = "/"

    response = paula.client.post(f"/desk/{other_installation.pk}/token", headers={"origin": OWN})

    assert response.status_code == 401


def test_the_session_lasts_twelve_hours_from_the_last_use(shop: FakeShop, paula: Staff) -> None:
    with freeze_time("2026-11-23 08:00:00") as clock:
        paula.open_desk()
        for _ in range(3):
            clock.tick(timedelta(hours=11))
            response = paula.post_at_desk("/token")
            assert response.status_code == 200
            assert response.cookies[COOKIE]["max-age"] == 12 * 60 * 60
        clock.tick(timedelta(hours=12, minutes=1))
        assert paula.post_at_desk("/token").status_code == 401


def test_losing_the_rights_ends_the_desk_within_a_minute(shop: FakeShop, paula: Staff) -> None:
    with freeze_time("2026-11-23 08:00:00") as clock:
        paula.open_desk()
        del shop.staff[paula.user_id]
        clock.tick(timedelta(seconds=61))
        response = paula.post_at_desk("/token")

    assert (response.status_code, response.json()) == (403, {"error": "no_access"})


def test_while_saleor_is_away_rights_hold_a_minute_longer(shop: FakeShop, paula: Staff) -> None:
    with freeze_time("2026-11-23 08:00:00") as clock:
        paula.open_desk()
        shop.is_down = True
        clock.tick(timedelta(seconds=100))
        assert paula.post_at_desk("/token").status_code == 200
        clock.tick(timedelta(seconds=60))
        response = paula.post_at_desk("/token")

    assert (response.status_code, response.json()) == (503, {"error": "saleor_unavailable"})


def test_logging_out_ends_this_session_only(paula: Staff) -> None:
    paula.open_desk()
    elsewhere = Staff(paula.installation, paula.user_id, paula.email, paula.token, Client())
    elsewhere.open_desk()

    response = paula.post_at_desk("/logout")

    assert "You have left the desk" in response.text
    assert response.cookies[COOKIE]["max-age"] == 0
    assert paula.post_at_desk("/token").status_code == 401
    assert elsewhere.post_at_desk("/token").status_code == 200


def test_the_call_view_is_the_call_page_for_staff(paula: Staff) -> None:
    paula.open_desk()
    event = factories.event(paula.installation)

    page = paula.client.get(f"{paula.desk}/events/{event.pk}/call")

    assert page.status_code == 200
    assert re.search(r'"mode": "desk"', page.text)
    assert f'"staffTokenUrl": "{paula.desk}/token"' in page.text
    assert f'"deskUrl": "{paula.desk}/"' in page.text
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]


def test_somebody_elses_call_is_not_shown(paula: Staff) -> None:
    paula.open_desk()
    other = factories.personal_shopper(paula.installation)
    event = factories.event(paula.installation, personal_shopper=other)

    page = paula.client.get(f"{paula.desk}/events/{event.pk}/call")

    assert page.status_code == 404
    assert "This call is not here" in page.text


def test_the_desk_speaks_the_language_chosen(paula: Staff) -> None:
    paula.open_desk()
    event = factories.event(paula.installation)

    assert paula.post_at_desk("/language", {"language": "pt"}).status_code == 302
    page = paula.client.get(f"{paula.desk}/events/{event.pk}/call")

    assert '"locale": "pt"' in page.text
