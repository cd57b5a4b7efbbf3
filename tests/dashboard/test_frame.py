"""The frame's own requests: the Dashboard's origin, and the way to the desk."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.conftest import DASHBOARD, OWN, Staff


def test_the_framing_page_is_learned_with_the_first_verified_token(
    installation: Installation, paula: Staff
) -> None:
    installation.dashboard_origins = []
    installation.save()

    response = paula.post("/dashboard/session", {"origin": "https://one.example.com"})

    assert response.status_code == 204
    installation.refresh_from_db()
    assert installation.dashboard_origins == ["https://one.example.com"]


@pytest.mark.parametrize("origin", ["https://evil.example.com", "null", "", OWN, "javascript:1"])
def test_another_framing_page_is_refused(
    installation: Installation, paula: Staff, origin: str
) -> None:
    response = paula.post("/dashboard/session", {"origin": origin})

    assert response.status_code == 403
    installation.refresh_from_db()
    assert installation.dashboard_origins == [DASHBOARD]


def test_an_unverified_token_teaches_nothing(installation: Installation) -> None:
    installation.dashboard_origins = []
    installation.save()

    response = Client().post(
        "/dashboard/session",
        {"origin": "https://evil.example.com"},
        headers={"authorization": "Bearer forged"},
    )

    assert response.status_code == 401
    installation.refresh_from_db()
    assert installation.dashboard_origins == []


def test_open_desk_gives_the_dashboard_a_one_use_address(paula: Staff) -> None:
    event = factories.event(paula.installation)

    response = paula.post("/dashboard/desk-code", {"event": str(event.pk)})

    url = urlsplit(json.loads(response.headers["HX-Trigger"])["staff:open-desk"]["url"])
    assert (f"{url.scheme}://{url.netloc}", url.path) == (OWN, "/desk/open")
    asked = {name: values[0] for name, values in parse_qs(url.query).items()}
    opened = Client().post("/desk/open", asked, headers={"origin": OWN})
    assert opened.headers["Location"] == f"{paula.desk}/events/{event.pk}/call"


def test_a_code_does_not_lead_to_other_addresses(paula: Staff) -> None:
    response = paula.post("/dashboard/desk-code", {"event": "//evil.example.com"})

    asked = parse_qs(
        urlsplit(json.loads(response.headers["HX-Trigger"])["staff:open-desk"]["url"]).query
    )
    form = {name: values[0] for name, values in asked.items()}
    opened = Client().post("/desk/open", form, headers={"origin": OWN})
    assert opened.headers["Location"] == f"{paula.desk}/"
