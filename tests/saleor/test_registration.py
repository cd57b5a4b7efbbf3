"""S03-S05: a Saleor is taken up only once its token has proven itself there."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from saleor_personal_shopper.core.installations.models import Installation, ShopSettings
from saleor_personal_shopper.core.installations.services import token_of
from saleor_personal_shopper.saleor.permissions import required_permissions
from tests.saleor.conftest import register
from tests.saleor.signing import Keys
from tests.saleor.stub_saleor import Reply, Request, StubSaleor, graphql

Proving = dict[str, Any]


@pytest.fixture(autouse=True)
def allowed(settings: Any) -> None:
    settings.ALLOWED_DOMAIN_PATTERN = re.compile(
        r"http://127\.0\.0\.1:\d+|https://.*\.example\.com"
    )


@pytest.fixture
def proving(stub: StubSaleor, keys: Keys) -> Proving:
    """What the stub says of the app; a test may change it."""
    app: Proving = {
        "token": "good-token",
        "id": "QXBwOjc=",
        "identifier": "saleor.app.personal-shopper",
        "permissions": required_permissions(),
        "jwks": Reply(body=json.dumps(keys.jwks).encode()),
    }

    def respond(request: Request) -> Reply:
        if request.path == "/.well-known/jwks.json":
            return app["jwks"]
        if request.headers["authorization"] != f"Bearer {app['token']}":
            return graphql({"app": None, "shop": None})
        known = {name: app[name] for name in ("id", "identifier")}
        codes = [{"code": code} for code in app["permissions"]]
        shop = {"name": "Stub", "version": "3.23.28"}
        return graphql({"app": {**known, "permissions": codes}, "shop": shop})

    stub.respond = respond
    return app


def install(
    client: Client, url: str, token: Any = "good-token", **more: Any
) -> tuple[int, dict[str, Any]]:
    response = client.post(
        "/api/register",
        data=json.dumps({"auth_token": token}),
        content_type="application/json",
        headers={"Saleor-Api-Url": url, "Saleor-Domain": "ignored.example.com"},
        **more,
    )
    return response.status_code, response.json()


def refusal(answer: tuple[int, dict[str, Any]]) -> tuple[int, str]:
    """The status and code; each refusal must also say something to the merchant."""
    status, body = answer
    assert len(body["error"]["message"]) > 20
    return status, body["error"]["code"]


def test_a_proven_saleor_is_taken_up(
    client: Client, db: None, stub: StubSaleor, proving: Proving, keys: Keys
) -> None:
    assert install(client, stub.api_url)[0] == 200
    installation = Installation.objects.get()
    assert installation.saleor_api_url == stub.api_url
    assert installation.app_id == "QXBwOjc="
    assert installation.jwks == keys.jwks
    assert installation.permissions == required_permissions()
    assert installation.saleor_version == "3.23.28"
    assert installation.is_active
    assert token_of(installation) == "good-token"
    assert "good-token" not in installation.token_encrypted


def test_it_is_proven_during_the_request_with_the_token(
    client: Client, db: None, stub: StubSaleor, proving: Proving
) -> None:
    install(client, stub.api_url)
    asked = [(one.method, one.path, one.headers.get("authorization")) for one in stub.requests]
    assert asked == [
        ("POST", "/graphql/", "Bearer good-token"),
        ("GET", "/.well-known/jwks.json", None),
    ]


class TestRefusals:
    """Nothing is stored, and an installation that was there stays as it was (S04)."""

    @pytest.fixture(autouse=True)
    def before(self, db: None, stub: StubSaleor, keys: Keys, now: datetime) -> Any:
        register(stub.api_url, keys=keys, now=now, token="old-token")
        before = Installation.objects.values().get()
        yield
        assert Installation.objects.values().get() == before

    @pytest.mark.parametrize("token", ["forged-token", "x" * 200])
    def test_a_forged_token(
        self, client: Client, stub: StubSaleor, proving: Proving, token: str
    ) -> None:
        answer = install(client, stub.api_url, token)
        assert refusal(answer) == (403, "TOKEN_REFUSED")

    @pytest.mark.parametrize("token", ["", None, 7, ["x"], "x" * 201, "tökén", {"a": 1}])
    def test_what_is_no_token(
        self, client: Client, stub: StubSaleor, proving: Proving, token: Any
    ) -> None:
        assert refusal(install(client, stub.api_url, token)) == (400, "INVALID_TOKEN")
        assert stub.requests == []

    @pytest.mark.parametrize(
        "body", [b"", b"x", b"[]", b"{}", b'{"auth_token": "x"' + b" " * 20_000]
    )
    def test_what_is_no_registration(
        self, client: Client, stub: StubSaleor, proving: Proving, body: bytes
    ) -> None:
        response = client.post(
            "/api/register",
            data=body,
            content_type="application/json",
            headers={"Saleor-Api-Url": stub.api_url},
        )
        assert refusal((response.status_code, response.json())) == (400, "INVALID_TOKEN")

    def test_another_app_s_token(self, client: Client, stub: StubSaleor, proving: Proving) -> None:
        proving["identifier"] = "saleor.app.other"
        assert refusal(install(client, stub.api_url)) == (403, "WRONG_APP")

    def test_missing_permissions_are_named(
        self, client: Client, stub: StubSaleor, proving: Proving
    ) -> None:
        proving["permissions"] = ["MANAGE_ORDERS", "MANAGE_STAFF"]
        answer = install(client, stub.api_url)
        assert refusal(answer) == (403, "PERMISSIONS_MISSING")
        assert "MANAGE_CHECKOUTS, MANAGE_USERS" in answer[1]["error"]["message"]

    @pytest.mark.parametrize(
        "reply", [Reply(status=404), Reply(status=500), Reply(body=b"{}"), Reply(body=b"x")]
    )
    def test_without_keys(
        self, client: Client, stub: StubSaleor, proving: Proving, reply: Reply
    ) -> None:
        proving["jwks"] = reply
        assert refusal(install(client, stub.api_url)) == (502, "UNREACHABLE")

    @pytest.mark.parametrize(
        "reply",
        [
            Reply(status=500),
            Reply(status=302, headers={"Location": "/elsewhere"}),
            Reply(body=b"<html>"),
            graphql({"app": {"id": "A"}, "shop": None}),
            Reply(body=b" " * 300_000),
        ],
    )
    def test_what_is_no_saleor(
        self, client: Client, stub: StubSaleor, proving: Proving, reply: Reply
    ) -> None:
        stub.respond = lambda request: reply
        assert refusal(install(client, stub.api_url)) == (502, "UNREACHABLE")
        assert len(stub.requests) == 1

    @pytest.mark.parametrize("url", ["", "nonsense", "https://user@shop.example.com/graphql/"])
    def test_what_is_no_address(self, client: Client, url: str) -> None:
        assert refusal(install(client, url)) == (400, "INVALID_ADDRESS")

    @pytest.mark.parametrize(
        "url",
        [
            "https://shop.example.org/graphql/",
            "https://shop.example.com.evil.org/graphql/",
            "https://evil.org:8443/graphql/",
            "http://shop.example.com/graphql/",
        ],
    )
    def test_an_address_that_the_operator_did_not_allow(self, client: Client, url: str) -> None:
        assert refusal(install(client, url)) == (403, "ADDRESS_NOT_ALLOWED")

    def test_an_empty_pattern_allows_nobody(
        self, client: Client, stub: StubSaleor, proving: Proving, settings: Any
    ) -> None:
        settings.ALLOWED_DOMAIN_PATTERN = None
        assert refusal(install(client, stub.api_url)) == (403, "ADDRESS_NOT_ALLOWED")

    def test_a_private_address_that_the_operator_did_not_list(
        self, client: Client, stub: StubSaleor, proving: Proving, settings: Any
    ) -> None:
        settings.SALEOR_PRIVATE_NETWORKS = []
        answer = install(client, stub.api_url)
        assert refusal(answer) == (403, "ADDRESS_NOT_ALLOWED")
        assert "SALEOR_PRIVATE_NETWORKS" in answer[1]["error"]["message"]
        assert stub.requests == []


def test_installing_again_keeps_the_shop_s_data_and_goes_on(
    client: Client, db: None, stub: StubSaleor, proving: Proving, keys: Keys, now: datetime
) -> None:
    # given a shop whose app was removed
    old = register(stub.api_url, keys=keys, now=now, token="old-token")
    ShopSettings.objects.create(installation=old, store_name="My shop")
    Installation.objects.update(status="SUSPENDED", status_reason="removed")

    # when it installs the app again
    assert install(client, stub.api_url)[0] == 200

    # then it is the same installation, with the new token
    installation = Installation.objects.get()
    assert (installation.pk, installation.app_id) == (old.pk, "QXBwOjc=")
    assert installation.is_active
    assert token_of(installation) == "good-token"
    assert ShopSettings.objects.of(installation).get().store_name == "My shop"


def test_a_flood_from_one_address_is_stopped(client: Client, db: None) -> None:
    answers = [install(client, "x", REMOTE_ADDR="198.51.100.7") for _ in range(21)]
    assert {refusal(answer)[0] for answer in answers[:20]} == {400}
    assert refusal(answers[20]) == (429, "RATE_LIMITED")
    assert refusal(install(client, "x", REMOTE_ADDR="203.0.113.7"))[0] == 400


def test_a_flood_from_one_network_is_stopped(client: Client, db: None) -> None:
    answers = [install(client, "x", REMOTE_ADDR=f"198.51.100.{one}") for one in range(61)]
    assert refusal(answers[59])[0] == 400
    assert refusal(answers[60])[0] == 429
    assert refusal(install(client, "x", REMOTE_ADDR="198.51.101.1"))[0] == 400
