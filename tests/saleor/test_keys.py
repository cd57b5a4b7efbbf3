"""Keys are taken from a Saleor with distrust."""

from __future__ import annotations

import json
from typing import Any

import pytest

from saleor_personal_shopper.core.saleor_data import SaleorUnavailable
from saleor_personal_shopper.saleor.keys import fetch_jwks
from tests.saleor.signing import Keys
from tests.saleor.stub_saleor import Reply, StubSaleor


def fetch(stub: StubSaleor, shown: Any) -> dict[str, Any]:
    stub.respond = lambda request: Reply(body=json.dumps(shown).encode())
    return fetch_jwks(f"http://127.0.0.1:{stub.port}/.well-known/jwks.json")


def test_public_parts_of_rsa_keys_are_kept(stub: StubSaleor, keys: Keys) -> None:
    shown = {"keys": [{**keys.public_jwk, "d": "private", "x5u": "https://evil.example.com"}]}
    assert fetch(stub, shown) == keys.jwks


def test_other_keys_are_left_out(stub: StubSaleor, keys: Keys) -> None:
    others = [
        {"kty": "oct", "kid": "a", "k": "c2VjcmV0"},
        {"kty": "EC", "kid": "b", "crv": "P-256", "x": "x", "y": "y"},
        {**keys.public_jwk, "alg": "HS256"},
        {**keys.public_jwk, "kid": ""},
        {**keys.public_jwk, "n": "!"},
        {"kty": "RSA", "kid": "c"},
    ]
    assert fetch(stub, {"keys": [*others, keys.public_jwk]}) == keys.jwks


@pytest.mark.parametrize(
    "shown",
    [{}, [], "x", None, {"keys": []}, {"keys": None}, {"keys": {"a": 1}}, {"keys": ["x"]}],
)
def test_what_is_no_key_set_is_refused(stub: StubSaleor, shown: Any) -> None:
    with pytest.raises(SaleorUnavailable):
        fetch(stub, shown)


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=404),
        Reply(status=302, headers={"Location": "/elsewhere"}),
        Reply(body=b"<html>"),
        Reply(body=b'{"keys": [' + b" " * 300_000 + b"]}"),
    ],
)
def test_answers_that_are_none(stub: StubSaleor, reply: Reply) -> None:
    stub.respond = lambda request: reply
    with pytest.raises(SaleorUnavailable):
        fetch_jwks(f"http://127.0.0.1:{stub.port}/.well-known/jwks.json")
