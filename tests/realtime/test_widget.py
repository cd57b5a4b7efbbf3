"""What the storefront's loader asks of us."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.carts.services import add_lines, issue_handover
from saleor_personal_shopper.core.installations.models import ChannelSettings
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import CHANNEL, STOREFRONT, Call, Shop, open_call

pytestmark = pytest.mark.django_db(transaction=True)
EVIL = "https://evil.example.com"


def presence(client: Client, shop: Shop, **headers: str) -> Any:
    query = {"saleorApiUrl": shop.installation.saleor_api_url, "channel": CHANNEL}
    return client.get("/widget/v1/presence", query, headers=headers)


@pytest.fixture
def code(shop: Shop, call: Call) -> str:
    """A good hand-over code of a cart with something in it."""
    variant = fake_shop(shop.installation).add_product().variants[0].id
    now = timezone.now()
    ChannelSettings.objects.of(shop.installation).update(
        customer_url=f"{STOREFRONT}/help", cart_url_template=f"{STOREFRONT}/cart/{{checkoutId}}"
    )
    add_lines(
        event=call.event,
        participant=call.customer,
        lines=[VariantQuantity(variant, 1)],
        now=now,
    )
    return issue_handover(event=call.event, participant=call.customer, now=now).code


def redeem(client: Client, code: object, origin: str = STOREFRONT) -> Any:
    return client.post(
        "/widget/v1/cart",
        json.dumps({"code": code}),
        content_type="application/json",
        headers={"Origin": origin},
    )


def test_presence_names_nobody_and_may_be_cached(client: Client, shop: Shop) -> None:
    response = presence(client, shop, Origin=EVIL)
    assert response.json() == {"available": True, "personalShoppers": 1, "waiting": 0}
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "public, max-age=5"
    assert "Set-Cookie" not in response.headers
    again = presence(client, shop, **{"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_presence_follows_the_desks(client: Client, shop: Shop) -> None:
    open_call(shop)
    busy = presence(client, shop).json()
    assert (busy["available"], busy["personalShoppers"]) == (True, 0)


def test_presence_of_unknown_shops_is_404(client: Client, shop: Shop) -> None:
    for query in ({"saleorApiUrl": EVIL, "channel": CHANNEL}, {}, {"channel": ""}):
        assert client.get("/widget/v1/presence", query).status_code == 404
    shop.installation.status = "SUSPENDED"
    shop.installation.save()
    assert presence(client, shop).status_code == 404


def test_the_widget_counts_as_seen_on_the_shops_own_pages_only(client: Client, shop: Shop) -> None:
    row = ChannelSettings.objects.of(shop.installation)
    presence(client, shop, Origin=EVIL)
    presence(client, shop)
    assert row.get().widget_seen_at is None
    presence(client, shop, Origin=STOREFRONT)
    assert row.get().widget_seen_at is not None


def test_a_code_gives_the_checkout_once(client: Client, shop: Shop, code: str) -> None:
    first = redeem(client, code)
    (checkout_id,) = fake_shop(shop.installation).checkouts
    assert first.json() == {"checkoutId": checkout_id, "channel": CHANNEL}
    assert first.headers["Access-Control-Allow-Origin"] == STOREFRONT
    assert first.headers["Cache-Control"] == "no-store"
    again = redeem(client, code)
    assert again.status_code == 404
    assert checkout_id not in again.content.decode()


def test_a_code_is_of_no_use_on_other_pages(client: Client, code: str) -> None:
    stolen = redeem(client, code, EVIL)
    assert stolen.status_code == 404
    assert "Access-Control-Allow-Origin" not in stolen.headers


@pytest.mark.parametrize("wrong", ["nonsense", "", None, 5, {"a": 1}])
def test_nonsense_is_no_code(client: Client, shop: Shop, wrong: object) -> None:
    assert redeem(client, wrong).status_code in {400, 404}


def test_bodies_that_are_no_json_are_400(client: Client, shop: Shop) -> None:
    for body in ("{", "[]", "[" * 3000, "x" * 5000):
        response = client.post("/widget/v1/cart", body, content_type="application/json")
        assert response.status_code == 400
    form = client.post("/widget/v1/cart", {"code": "x"}, headers={"Origin": STOREFRONT})
    assert form.status_code == 400


def test_the_shops_preflight_passes(client: Client, shop: Shop) -> None:
    for origin, allowed in ((STOREFRONT, STOREFRONT), (EVIL, None)):
        response = client.options("/widget/v1/cart", headers={"Origin": origin})
        assert response.headers.get("Access-Control-Allow-Origin") == allowed
        assert "Access-Control-Allow-Credentials" not in response.headers


def test_a_shop_without_the_loader_gets_a_redirect(client: Client, shop: Shop, code: str) -> None:
    assert client.head(f"/cart/{code}").status_code == 200
    response = client.get(f"/cart/{code}")
    (checkout_id,) = fake_shop(shop.installation).checkouts
    assert response.status_code == 303
    assert checkout_id.rstrip("=") in response.headers["Location"]
    assert response.headers["Location"].startswith(f"{STOREFRONT}/cart/")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_spent_code_is_gone(client: Client, code: str) -> None:
    client.get(f"/cart/{code}")
    for spent in (code, "nonsense"):
        response = client.get(f"/cart/{spent}")
        assert response.status_code == 410
        assert "Location" not in response.headers


def test_other_methods_are_405(client: Client, shop: Shop) -> None:
    assert client.post("/widget/v1/presence").status_code == 405
    assert client.get("/widget/v1/cart").status_code == 405
    assert client.post("/cart/x").status_code == 405
