"""A customer who is signed in to the shop: what his own Saleor access token gives him here."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from saleor_personal_shopper.core.events.models import Event, EventOrigin, EventStatus, LinkKind
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.saleor import keys as keys_module
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import CHANNEL, Call, Shop, customer_bearer, open_call, open_shop
from tests.graphql.conftest import Api
from tests.saleor.conftest import register
from tests.saleor.signing import API_URL, Keys, customer_claims, staff_claims

PAGE = """query ($channel: String!) { personalShopperCallPage(channel: $channel) {
  customer { name email } } }"""
MINE = "{ personalShopperEvents { totalCount edges { node { id customerEmail } } } }"
ONE = "query ($id: ID!) { personalShopperEvent(id: $id) { id customerEmail } }"
JOIN = """mutation ($token: String!) {
  personalShopperEventJoin(token: $token, consent: true) { accessToken errors { code } }
}"""
CARLA, OTTO = "VXNlcjo1", "VXNlcjo2"


def customer(api: Api, bearer: str = "") -> Any:
    return api.ask(PAGE, bearer, channel=CHANNEL)["customer"]


def test_name_and_email_are_known(api: Api, shop: Shop) -> None:
    known = fake_shop(shop.installation).add_customer("carla@example.com", name="Carla Customer")
    bearer = customer_bearer(shop.installation, known.id)
    assert customer(api, bearer) == {"name": "Carla Customer", "email": "carla@example.com"}
    assert customer(api) is None


def test_who_has_no_name_is_not_called_by_his_address(api: Api, shop: Shop) -> None:
    known = fake_shop(shop.installation).add_customer("carla@example.com")
    bearer = customer_bearer(shop.installation, known.id)
    assert customer(api, bearer) == {"name": "", "email": "carla@example.com"}


def test_while_the_shop_is_silent_the_token_tells_enough(api: Api, shop: Shop) -> None:
    fake_shop(shop.installation).is_down = True
    assert customer(api, customer_bearer(shop.installation)) == {
        "name": "",
        "email": "carla@example.com",
    }


@pytest.fixture
def carlas(shop: Shop) -> Call:
    return open_call(shop, saleor_user_id=CARLA)


def test_a_customer_reads_his_own_events_and_nobody_elses(
    api: Api, shop: Shop, carlas: Call, other_shop: Shop
) -> None:
    open_call(shop)
    open_call(shop, saleor_user_id=OTTO)
    same_id_elsewhere = open_call(other_shop, saleor_user_id=CARLA)

    carla, otto = (customer_bearer(shop.installation, user) for user in (CARLA, OTTO))
    stranger = customer_bearer(other_shop.installation, CARLA)

    mine = api.ask(MINE, carla)
    assert [edge["node"]["id"] for edge in mine["edges"]] == [carlas.id]
    assert mine["totalCount"] == 1
    assert api.ask(ONE, carla, id=carlas.id)["customerEmail"] == carlas.event.customer_email
    for bearer in (otto, stranger):
        assert api.ask(ONE, bearer, id=carlas.id) is None
    assert api.ask(ONE, carla, id=same_id_elsewhere.id) is None


def test_an_event_without_owner_is_no_customers(api: Api, shop: Shop, call: Call) -> None:
    bearer = customer_bearer(shop.installation, CARLA)
    assert api.ask(MINE, bearer)["totalCount"] == 0
    assert api.ask(ONE, bearer, id=call.id) is None


def test_the_invited_customer_finds_the_call_among_his_own(api: Api, shop: Shop) -> None:
    # given a private call for the address that Carla is signed in by
    private = open_call(shop, origin=EventOrigin.PRIVATE, customer_email="Carla@Example.com")
    carla = customer_bearer(shop.installation, CARLA)

    # when she joins by her link, signed in
    assert api.ask(JOIN, carla, token=private.token())["errors"] == []

    # then it is hers
    assert api.ask(MINE, carla)["edges"][0]["node"]["id"] == private.id
    assert api.ask(MINE, customer_bearer(shop.installation, OTTO))["totalCount"] == 0


@pytest.mark.parametrize("kind", [LinkKind.CUSTOMER, LinkKind.GUEST])
def test_others_join_by_the_link_and_it_stays_nobodys(
    api: Api, shop: Shop, other_shop: Shop, kind: LinkKind
) -> None:
    private = open_call(shop, origin=EventOrigin.PRIVATE, customer_email="emma@example.com")
    for bearer in (customer_bearer(shop.installation), customer_bearer(other_shop.installation)):
        assert api.ask(JOIN, bearer, token=private.token(kind))["errors"] == []
    assert Event.objects.of(shop.installation).get().saleor_user_id == ""


class TestByRealTokens:
    """S10: signed by the shop, verified by its published keys."""

    @pytest.fixture
    def keys(self, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Keys:
        settings.TOKEN_VERIFIER = "saleor_personal_shopper.saleor.tokens.SaleorTokenVerifier"
        monkeypatch.setattr(keys_module, "fetch_jwks", lambda url: {"keys": []})
        return Keys()

    @pytest.fixture
    def connected(self, db: None, keys: Keys) -> Installation:
        installation = register(API_URL, keys=keys, now=timezone.now())
        open_shop(installation)
        return installation

    def answer(self, client: Client, token: str, **headers: str) -> Any:
        body = json.dumps({"query": PAGE, "variables": {"channel": CHANNEL}})
        headers = {"Authorization": f"Bearer {token}", **headers}
        return client.post("/graphql/", body, content_type="application/json", headers=headers)

    def test_the_issuer_decides_whose_customer_it_is(
        self, client: Client, connected: Installation, keys: Keys, other_installation: Installation
    ) -> None:
        token = keys.token(customer_claims(timezone.now()))
        page = self.answer(client, token).json()["data"]["personalShopperCallPage"]
        assert page["customer"]["email"] == "carla@example.com"
        elsewhere = self.answer(
            client, token, **{"Saleor-Api-Url": other_installation.saleor_api_url}
        )
        assert elsewhere.status_code == 401

    @pytest.mark.parametrize(
        "changes",
        [
            {"type": "refresh"},
            {"iss": "https://other.example.com/graphql/"},
            {"user_id": ""},
            {"type": None},
        ],
    )
    def test_any_other_token_is_nobodys_and_never_anonymous(
        self, client: Client, connected: Installation, keys: Keys, changes: dict[str, Any]
    ) -> None:
        token = keys.token(customer_claims(timezone.now(), **changes))
        assert self.answer(client, token).status_code == 401

    def test_a_late_one_too(self, client: Client, connected: Installation, keys: Keys) -> None:
        token = keys.token(customer_claims(timezone.now()))
        with freeze_time(timezone.now() + timedelta(minutes=6)):
            assert self.answer(client, token).status_code == 401

    def test_an_app_token_and_a_forged_one_too(
        self, client: Client, connected: Installation, keys: Keys
    ) -> None:
        forged = Keys("evil").token(customer_claims(timezone.now()), kid=keys.key_id)
        for token in ("a" * 30, forged):
            assert self.answer(client, token).status_code == 401

    def test_staff_by_the_dashboards_token_are_no_customers(
        self, client: Client, connected: Installation, keys: Keys
    ) -> None:
        token = keys.token(staff_claims(timezone.now(), app=connected.app_id))
        page = self.answer(client, token).json()["data"]["personalShopperCallPage"]
        assert page["customer"] is None
        assert not Event.objects.of(connected).filter(status=EventStatus.WAITING).exists()
