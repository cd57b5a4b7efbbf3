"""Who may frame which page, and what its scripts may do (S09)."""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.dashboard.conftest import DASHBOARD, Staff

SHELLS = ["/dashboard/calls", "/dashboard/calls/new", "/dashboard/settings"]
SHELLS += [f"/dashboard/calls/events/{uuid.UUID(int=1)}", "/dashboard/order-widget"]


def policy(response: Any) -> dict[str, str]:
    parts = response.headers["Content-Security-Policy"].split("; ")
    return dict(part.partition(" ")[::2] for part in parts)


def ask(client: Client, path: str, installation: Installation | None = None, **headers: str) -> Any:
    query = {"saleorApiUrl": installation.saleor_api_url} if installation else {}
    return client.get(f"{path}?{urlencode(query)}", headers=headers)


@pytest.mark.parametrize("path", SHELLS)
def test_shells_are_framed_by_the_known_dashboards_alone(
    client: Client, installation: Installation, path: str
) -> None:
    response = ask(client, path, installation, referer="https://evil.example.com/")

    assert response.status_code == 200
    assert policy(response)["frame-ancestors"] == DASHBOARD
    assert "X-Frame-Options" not in response.headers


def test_each_shop_has_its_own_dashboards(
    client: Client, installation: Installation, other_installation: Installation
) -> None:
    other_installation.dashboard_origins = ["https://other-dashboard.example.com"]
    other_installation.save()

    response = ask(client, "/dashboard/calls", other_installation)

    assert policy(response)["frame-ancestors"] == "https://other-dashboard.example.com"


def test_until_a_dashboard_is_known_the_framing_page_may_frame_the_shell(
    client: Client, installation: Installation
) -> None:
    installation.dashboard_origins = []
    installation.save()

    framed = ask(client, "/dashboard/calls", installation, referer="https://new.example.com/x")
    alone = ask(client, "/dashboard/calls", installation)

    assert policy(framed)["frame-ancestors"] == "https://new.example.com"
    assert policy(alone)["frame-ancestors"] == "'none'"


def test_shells_hold_no_data_and_the_first_of_two_names_counts(
    client: Client, installation: Installation, other_installation: Installation
) -> None:
    factories.event(installation, customer_name="Carla Customer")
    query = urlencode(
        [
            ("saleorApiUrl", installation.saleor_api_url),
            ("saleorApiUrl", other_installation.saleor_api_url),
            ("theme", "dark"),
            ("orderId", "T3JkZXI6MQ=="),
        ]
    )

    first, second = (client.get(f"/dashboard/order-widget?{query}") for _ in range(2))

    assert first.content == second.content
    assert "Carla" not in first.text
    content = 'data-content="/dashboard/order-widget/content?orderId=T3JkZXI6MQ%3D%3D"'
    assert content in first.text
    assert f'data-dashboard-origins="{DASHBOARD}"' in first.text
    assert "Set-Cookie" not in first.headers


def test_pages_run_only_their_own_scripts_and_styles(
    client: Client, installation: Installation
) -> None:
    response = ask(client, "/dashboard/calls", installation)
    rules = policy(response)

    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["base-uri"] == "'none'"
    assert "https://shop.example.com" in rules["img-src"]
    assert "<script>" not in response.text
    assert " style=" not in response.text
    assert " onclick" not in response.text


def test_everything_else_may_not_be_framed(
    client: Client, installation: Installation, paula: Staff
) -> None:
    paula.open_desk()
    event = factories.event(installation)
    desk = [f"{paula.desk}{path}" for path in ("/", "/new", f"/events/{event.pk}")]
    pages = ["/no-such-page", "/desk/open", f"/desk/{uuid.uuid4()}/", *desk]

    for path in pages:
        response = paula.client.get(path)
        assert response.headers["Content-Type"].startswith("text/html"), path
        assert policy(response)["frame-ancestors"] == "'none'", path


def test_unknown_addresses_say_so_in_our_own_page(client: Client, db: None) -> None:
    response = client.get("/no-such-page")

    assert response.status_code == 404
    assert "There is nothing at this address" in response.text
    assert policy(response)["style-src"] == "'self'"


def test_our_own_faults_keep_the_headers(client: Client, settings: Any, tmp_path: Any) -> None:
    settings.WIDGET_DIR = tmp_path / "not-built"
    client.raise_request_exception = False

    response = client.get("/e/token")

    assert response.status_code == 500
    assert "Something went wrong on our side" in response.text
    assert policy(response)["frame-ancestors"] == "'none'"
