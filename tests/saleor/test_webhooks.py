"""S06-S08, F05: webhooks are believed only with Saleor's signature, and have one effect."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.installations.models import Installation, WebhookDelivery
from saleor_personal_shopper.core.installations.webhooks import work_delivery
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable
from saleor_personal_shopper.saleor import intake, views
from saleor_personal_shopper.saleor import keys as keys_module
from saleor_personal_shopper.saleor.webhooks import WEBHOOKS
from tests.saleor.conftest import register
from tests.saleor.signing import API_URL, APP_ID, Keys, base64url, hmac_signature, staff_claims

OTHER_URL = "https://other.example.com/graphql/"


def body_of(type_name: str = "StaffUpdated", **changes: Any) -> bytes:
    event = {
        "__typename": type_name,
        "issuedAt": "2026-11-23T10:00:00+00:00",
        "recipient": {"id": APP_ID},
        "user": {"id": "VXNlcjo3"},
    }
    return json.dumps({**event, **changes}).encode()


def post(
    client: Client,
    body: bytes,
    signature: str | None,
    *,
    api_url: str = API_URL,
    slug: str = "staff-updated",
) -> int:
    headers = {"Saleor-Api-Url": api_url, "Saleor-Event": slug.replace("-", "_")}
    if signature is not None:
        headers["Saleor-Signature"] = signature
    response = client.post(
        f"/api/webhooks/saleor/{slug}",
        data=body,
        content_type="application/json",
        headers=headers,
    )
    return response.status_code


def kept() -> int:
    return WebhookDelivery.objects.across_installations().count()


def test_a_signed_webhook_is_kept_and_answered(
    client: Client, registered: Installation, keys: Keys
) -> None:
    body = body_of()
    assert post(client, body, keys.signature(body)) == 202
    delivery = WebhookDelivery.objects.of(registered).get()
    assert (delivery.event, delivery.payload) == ("STAFF_UPDATED", json.loads(body))


class TestForgeries:
    """Each of these is answered 401 for good, and nothing of it is kept."""

    @pytest.fixture(autouse=True)
    def no_key_is_fetched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fetch(url: str) -> dict[str, Any]:
            raise AssertionError(f"a forger made us ask {url}")

        monkeypatch.setattr(keys_module, "fetch_jwks", fetch)

    def refused(self, client: Client, body: bytes, signature: str | None, **more: Any) -> None:
        assert post(client, body, signature, **more) == 401
        assert kept() == 0

    def test_without_signature(self, client: Client, registered: Installation) -> None:
        self.refused(client, body_of(), None)

    @pytest.mark.parametrize("signature", ["", "x", "a.b", "a.b.c", "..", "ü..ü", "e30..e30"])
    def test_undecodable(self, client: Client, registered: Installation, signature: str) -> None:
        self.refused(client, body_of(), signature.encode().decode("latin-1"))

    def test_signed_by_another_key_of_the_same_id(
        self, client: Client, registered: Installation, keys: Keys
    ) -> None:
        forger = Keys("another-key")
        body = body_of()
        self.refused(client, body, forger.signature(body, kid=keys.key_id))

    def test_body_altered_after_signing(
        self, client: Client, registered: Installation, keys: Keys
    ) -> None:
        self.refused(client, body_of(), keys.signature(body_of(user={"id": "VXNlcjo4"})))

    def test_body_altered_by_a_space(
        self, client: Client, registered: Installation, keys: Keys
    ) -> None:
        self.refused(client, body_of() + b" ", keys.signature(body_of()))

    def test_algorithm_none(self, client: Client, registered: Installation, keys: Keys) -> None:
        header = {"alg": "none", "kid": keys.key_id, "b64": False, "crit": ["b64"]}
        self.refused(client, body_of(), base64url(json.dumps(header).encode()) + "..")

    def test_hs256_with_the_public_key_as_secret(
        self, client: Client, registered: Installation, keys: Keys
    ) -> None:
        header = {"alg": "HS256", "kid": keys.key_id, "b64": False, "crit": ["b64"]}
        secret = json.dumps(keys.public_jwk).encode()
        self.refused(client, body_of(), hmac_signature(body_of(), secret, header))

    def test_without_key_id(self, client: Client, registered: Installation, keys: Keys) -> None:
        self.refused(client, body_of(), keys.signature(body_of(), kid=""))

    @pytest.mark.parametrize("header", ["jku", "x5u"])
    def test_key_from_an_address_in_the_header(
        self, client: Client, registered: Installation, keys: Keys, header: str
    ) -> None:
        body = body_of()
        evil = {header: "https://evil.example.com/jwks.json", "kid": keys.key_id}
        self.refused(client, body, Keys("evil").signature(body, **evil))

    def test_key_in_the_header(self, client: Client, registered: Installation, keys: Keys) -> None:
        evil, body = Keys("evil"), body_of()
        self.refused(client, body, evil.signature(body, jwk=evil.public_jwk, kid=keys.key_id))

    def test_a_user_s_token_as_signature(
        self, client: Client, registered: Installation, keys: Keys
    ) -> None:
        """Saleor signs tokens by the same key: one must not pass for a signature of any body."""
        self.refused(client, body_of(), keys.token(staff_claims(timezone.now())))

    def test_payload_attached(self, client: Client, registered: Installation, keys: Keys) -> None:
        body = body_of()
        head, _, signature = keys.signature(body).split(".")
        self.refused(client, body, f"{head}.{base64url(body)}.{signature}")

    def test_another_shop_s_signature(
        self, client: Client, registered: Installation, keys: Keys, now: datetime
    ) -> None:
        other = Keys("key-of-other")
        register(OTHER_URL, keys=other, now=now)
        body = body_of()
        same_id = other.signature(body, kid=keys.key_id)
        self.refused(client, body, same_id)
        self.refused(client, body, keys.signature(body, kid=other.key_id), api_url=OTHER_URL)

    def test_for_another_app_of_the_same_saleor(
        self, client: Client, registered: Installation, keys: Keys
    ) -> None:
        """Saleor signs for all its apps by one key."""
        for recipient in ({"id": "QXBwOjk5"}, None, {}):
            body = body_of(recipient=recipient)
            self.refused(client, body, keys.signature(body))

    @pytest.mark.parametrize("api_url", ["", "nonsense", OTHER_URL, API_URL + "?x"])
    def test_of_an_unknown_installation(
        self, client: Client, registered: Installation, keys: Keys, api_url: str
    ) -> None:
        self.refused(client, body_of(), keys.signature(body_of()), api_url=api_url)


def test_another_event_than_the_address_says_is_refused(
    client: Client, registered: Installation, keys: Keys
) -> None:
    """A staff user may be a customer too: what is said of one must not delete the other."""
    body = body_of("StaffUpdated")
    assert post(client, body, keys.signature(body), slug="customer-deleted") == 400
    assert kept() == 0


@pytest.mark.parametrize("body", [b"", b"nonsense", b"[]", b'"x"', b"\xff"])
def test_a_signed_body_that_is_no_event_is_refused(
    client: Client, registered: Installation, keys: Keys, body: bytes
) -> None:
    assert post(client, body, keys.signature(body)) == 400


def test_an_event_that_we_did_not_ask_for_is_not_found(
    client: Client, registered: Installation, keys: Keys
) -> None:
    assert post(client, body_of(), keys.signature(body_of()), slug="product-created") == 404


def test_a_body_that_is_too_large_is_refused(
    client: Client, registered: Installation, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "LONGEST_WEBHOOK", 100)
    assert post(client, body_of(), keys.signature(body_of())) == 413


def test_a_copy_is_answered_and_not_kept(
    client: Client, registered: Installation, keys: Keys
) -> None:
    body = body_of()
    for _ in range(10):
        assert post(client, body, keys.signature(body)) == 202
    assert kept() == 1


def test_a_database_that_is_away_is_told_so_that_saleor_tries_again(
    client: Client, registered: Installation, keys: Keys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: Any) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(intake, "receive_webhook", fail)
    assert post(client, body_of(), keys.signature(body_of())) == 503


def test_a_suspended_shop_s_webhooks_are_kept(
    client: Client, registered: Installation, keys: Keys
) -> None:
    """Among them is the one that says that the app is active again."""
    Installation.objects.update(status="SUSPENDED")
    assert post(client, body_of(), keys.signature(body_of())) == 202
    assert kept() == 1


class TestKeyRotation:
    @pytest.fixture
    def shown(self, monkeypatch: pytest.MonkeyPatch, keys: Keys) -> list[dict[str, Any]]:
        """What Saleor's address of keys shows: the last counts; nothing means it is down."""
        shown: list[dict[str, Any]] = [keys.jwks]
        self.fetches = 0

        def fetch(url: str) -> dict[str, Any]:
            assert url == "https://shop.example.com/.well-known/jwks.json"
            self.fetches += 1
            if not shown:
                raise SaleorUnavailable("down")
            return shown[-1]

        monkeypatch.setattr(keys_module, "fetch_jwks", fetch)
        return shown

    def age(self, seconds: int) -> None:
        """As if the keys had been fetched that long ago."""
        at = timezone.now() - timedelta(seconds=seconds)
        Installation.objects.update(jwks_fetched_at=at)

    def send(self, client: Client, keys: Keys, number: int = 0) -> int:
        body = body_of(user={"id": f"VXNlcjo{number}"})
        return post(client, body, keys.signature(body))

    def test_a_new_key_is_fetched_once(
        self, client: Client, registered: Installation, shown: list[dict[str, Any]]
    ) -> None:
        new = Keys("key-2")
        shown.append(new.jwks)
        self.age(61)
        assert [self.send(client, new, number) for number in range(20)] == [202] * 20
        assert self.fetches == 1

    def test_within_a_minute_saleor_is_told_to_try_again(
        self, client: Client, registered: Installation, shown: list[dict[str, Any]]
    ) -> None:
        new = Keys("key-2")
        shown.append(new.jwks)
        self.age(30)
        assert self.send(client, new) == 503
        self.age(61)
        assert self.send(client, new) == 202
        assert kept() == 1

    def test_a_key_that_saleor_never_had_costs_one_fetch_a_minute(
        self, client: Client, registered: Installation, shown: list[dict[str, Any]], keys: Keys
    ) -> None:
        self.age(61)
        assert [self.send(client, Keys("evil"), number) for number in range(10)] == [503] * 10
        assert self.fetches == 1
        assert self.send(client, keys) == 202

    def test_keys_that_cannot_be_fetched_leave_the_old_ones(
        self, client: Client, registered: Installation, shown: list[dict[str, Any]], keys: Keys
    ) -> None:
        shown.clear()
        self.age(61)
        assert self.send(client, Keys("key-2")) == 503
        assert self.send(client, keys) == 202


def test_every_webhook_has_its_worker(registered: Installation, now: datetime) -> None:
    """A delivery of each event with an empty payload is worked without a fault."""
    for webhook in WEBHOOKS:
        if webhook.event.startswith("APP_"):
            continue
        delivery = WebhookDelivery.objects.create(
            installation=registered,
            event=webhook.event,
            digest=webhook.event,
            payload={},
            received_at=now,
            due_at=now,
        )
        assert work_delivery(delivery_id=delivery.pk, now=now), webhook.event
