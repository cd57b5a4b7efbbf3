"""The shells of the call page: /call, /e/<token> and the loader."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.models import EventStatus, LinkKind
from saleor_personal_shopper.core.events.services import forget_customer
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import (
    update_channel_settings,
    update_shop_settings,
)
from tests import factories
from tests.factories import INTO_THE_CALL


@pytest.fixture
def storefront(installation: Installation) -> str:
    update_shop_settings(installation=installation, store_name="Maison <Lumen>")
    update_channel_settings(
        installation=installation,
        channel="default-channel",
        customer_url="https://shop.example.com/",
        storefront_origins=["https://shop.example.com", "https://www.shop.example.com"],
    )
    update_channel_settings(
        installation=installation, channel="b2b", storefront_origins=["https://b2b.example.com"]
    )
    return "default-channel"


def bootstrap(page: str) -> dict[str, Any]:
    found = re.search(r'<script id="bootstrap" type="application/json">(.*?)</script>', page)
    assert found
    return json.loads(found[1])


def frame_ancestors(response: Any) -> str:
    policy = response.headers["Content-Security-Policy"]
    return next(part for part in policy.split("; ") if part.startswith("frame-ancestors"))


def test_request_page_names_shop_and_lets_only_the_channels_storefront_frame_it(
    client: Client, installation: Installation, storefront: str
) -> None:
    asked = {
        "saleorApiUrl": installation.saleor_api_url,
        "channel": storefront,
        "product": "UHJvZHVjdDox",
        "locale": "es-AR",
    }
    response = client.get("/call", asked)

    assert response.status_code == 200
    assert bootstrap(response.text) == {
        "mode": "request",
        "graphqlUrl": "/graphql/",
        "locale": "es",
        "storeName": "Maison <Lumen>",
        "saleorApiUrl": installation.saleor_api_url,
        "channel": "default-channel",
        "product": "UHJvZHVjdDox",
        "shopUrl": "https://shop.example.com/",
        "storefrontOrigins": ["https://shop.example.com", "https://www.shop.example.com"],
    }
    assert frame_ancestors(response) == (
        "frame-ancestors https://shop.example.com https://www.shop.example.com"
    )
    assert "<Lumen>" not in response.text


def test_page_loads_the_built_module_and_styles(client: Client, installation: Installation) -> None:
    page = client.get("/call", {"channel": "default-channel"}).text

    assert 'src="/static/personal_shopper/widget/assets/call-abc.js"' in page
    assert 'href="/static/personal_shopper/widget/assets/call-abc.css"' in page


def test_page_has_fetched_at_once_what_its_first_words_need_and_nothing_else(
    client: Client, installation: Installation
) -> None:
    page = client.get("/call", {"locale": "pt-BR"}).text

    fetched = re.findall(r'<link rel="modulepreload" href="[^"]*/assets/(\w+)-abc.js">', page)
    assert fetched == ["lit", "entrance", "pt"]


def test_without_a_name_the_only_shop_is_meant_and_of_two_none(
    client: Client, installation: Installation
) -> None:
    assert client.get("/call").status_code == 200
    factories.installation(saleor_api_url="https://second.example.com/graphql/")
    assert client.get("/call").status_code == 404


def test_unknown_or_suspended_shop_says_so(client: Client, installation: Installation) -> None:
    installation.status = "SUSPENDED"
    installation.save()

    for address in (installation.saleor_api_url, "https://nobody.example.com/graphql/"):
        response = client.get("/call", {"saleorApiUrl": address})
        assert response.status_code == 404
        assert "This shop is not connected" in response.text
        assert frame_ancestors(response) == "frame-ancestors 'none'"


def test_link_page_is_framed_by_the_storefront_of_the_events_channel(
    client: Client, installation: Installation, storefront: str
) -> None:
    event = factories.event(installation, channel="b2b")
    token = event.links.get(kind=LinkKind.CUSTOMER).token

    response = client.get(f"/e/{token}")

    told = bootstrap(response.text)
    assert (told["mode"], told["token"]) == ("link", token)
    assert told["saleorApiUrl"] == installation.saleor_api_url
    assert frame_ancestors(response) == "frame-ancestors https://b2b.example.com"


def test_unknown_link_still_gets_the_page_which_asks_on(client: Client, db: None) -> None:
    response = client.get("/e/no-such-token")

    assert response.status_code == 200
    assert bootstrap(response.text)["token"] == "no-such-token"
    assert frame_ancestors(response) == "frame-ancestors 'none'"


def test_an_unknown_link_leads_on_to_the_only_shop(
    client: Client, installation: Installation, storefront: str
) -> None:
    told = bootstrap(client.get("/e/no-such-token").text)

    assert told["saleorApiUrl"] == installation.saleor_api_url
    assert (told["channel"], told["shopUrl"]) == (storefront, "https://shop.example.com/")


def test_where_there_are_several_shops_an_unknown_link_leads_to_none(
    client: Client, installation: Installation, other_installation: Installation
) -> None:
    told = bootstrap(client.get("/e/no-such-token").text)

    assert "saleorApiUrl" not in told
    assert told["channel"] == ""


def test_the_link_of_a_removed_customer_looks_like_an_unknown_one(
    client: Client, installation: Installation
) -> None:
    event = factories.event(installation)
    tokens = [event.links.get(kind=kind).token for kind in INTO_THE_CALL]
    forget_customer(installation=installation, email=event.customer_email, now=timezone.now())

    pages = {
        client.get(f"/e/{token}").text.replace(token, "…") for token in [*tokens, "no-such-token"]
    }

    assert len(pages) == 1


def test_opening_a_link_changes_nothing(client: Client, installation: Installation) -> None:
    starts_at = timezone.now() + timedelta(minutes=5)
    event = factories.event(installation, status=EventStatus.SCHEDULED, starts_at=starts_at)
    token = event.links.get(kind=LinkKind.CUSTOMER).token

    client.get(f"/e/{token}")
    client.head(f"/e/{token}")

    event.refresh_from_db()
    assert event.status == EventStatus.SCHEDULED
    assert event.participants.count() == 0
    assert client.post(f"/e/{token}").status_code == 405


def test_call_page_may_use_the_camera_and_tells_nobody_where_it_is(
    client: Client, installation: Installation
) -> None:
    headers = client.get("/call").headers

    assert "camera=(self)" in headers["Permissions-Policy"]
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "X-Frame-Options" not in headers
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
    assert "ws://testserver" in headers["Content-Security-Policy"]


def test_loader_is_cached_shortly_and_compared_by_etag(client: Client) -> None:
    response = client.get("/widget/v1/personal-shopper.js")

    assert response.content == b"console.log('loader')"
    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response.headers["Cache-Control"] == "public, max-age=300"
    again = client.get(
        "/widget/v1/personal-shopper.js", headers={"if-none-match": response.headers["ETag"]}
    )
    assert again.status_code == 304


def test_loader_is_sent_compressed_to_whoever_reads_that(client: Client) -> None:
    packed = client.get("/widget/v1/personal-shopper.js", headers={"accept-encoding": "gzip, br"})
    plain = client.get("/widget/v1/personal-shopper.js", headers={"accept-encoding": "identity"})

    assert (packed.content, packed.headers["Content-Encoding"]) == (b"packed", "gzip")
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["ETag"] != plain.headers["ETag"]
    for answer in (packed, plain):
        assert "Accept-Encoding" in answer.headers["Vary"]


def test_loader_follows_a_new_build(client: Client, built_call_page: Path) -> None:
    client.get("/widget/v1/personal-shopper.d.ts")
    (built_call_page / "personal-shopper.d.ts").write_text("export type New = 1;")

    assert client.get("/widget/v1/personal-shopper.d.ts").content == b"export type New = 1;"
