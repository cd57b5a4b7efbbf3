"""A Saleor's keys in the hands of a test: what it would sign, and what a forger would."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from jwt.api_jws import PyJWS

API_URL = "https://shop.example.com/graphql/"
APP_ID = "QXBwOjE="


class Keys:
    """An RSA key with its id, as a Saleor has one."""

    def __init__(self, key_id: str = "key-1") -> None:
        self.key_id = key_id
        self.private = _generate(key_id)

    @property
    def jwks(self) -> dict[str, Any]:
        return {"keys": [self.public_jwk]}

    @property
    def public_jwk(self) -> dict[str, Any]:
        jwk = RSAAlgorithm.to_jwk(self.private.public_key(), as_dict=True)
        return {
            **{part: jwk[part] for part in ("kty", "n", "e")},
            "kid": self.key_id,
            "use": "sig",
            "alg": "RS256",
        }

    def signature(self, body: bytes, **header: Any) -> str:
        """The detached signature of a webhook (RFC 7797), as Saleor makes it."""
        return PyJWS().encode(
            body,
            self.private,
            algorithm="RS256",
            headers={"kid": self.key_id, "b64": False, "crit": ["b64"], **header},
            is_payload_detached=True,
        )

    def token(self, claims: dict[str, Any], **header: Any) -> str:
        return jwt.encode(
            claims, self.private, algorithm="RS256", headers={"kid": self.key_id, **header}
        )


def hmac_signature(body: bytes, secret: bytes, header: dict[str, Any]) -> str:
    """A detached signature by HS256, by which forgers hope to pass a public key off as a secret."""
    head = base64url(json.dumps(header).encode())
    digest = hmac.new(secret, head.encode() + b"." + body, hashlib.sha256).digest()
    return f"{head}..{base64url(digest)}"


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def staff_claims(now: datetime, **changes: Any) -> dict[str, Any]:
    """What the Dashboard's token says (facts: type thirdparty, five minutes)."""
    claims = {
        "iat": now,
        "exp": now + timedelta(minutes=5),
        "iss": API_URL,
        "owner": "saleor",
        "token": "revocation",
        "email": "sam@example.com",
        "type": "thirdparty",
        "user_id": "VXNlcjo3",
        "is_staff": True,
        "app": APP_ID,
        "permissions": [],
        "user_permissions": ["MANAGE_STAFF"],
    }
    merged = {**claims, **changes}
    return {name: value for name, value in merged.items() if value is not None}


def customer_claims(now: datetime, **changes: Any) -> dict[str, Any]:
    """What a customer's own access token says."""
    claims = {
        "iat": now,
        "exp": now + timedelta(minutes=5),
        "iss": API_URL,
        "owner": "saleor",
        "token": "revocation",
        "email": "carla@example.com",
        "type": "access",
        "user_id": "VXNlcjo4",
        "is_staff": False,
    }
    merged = {**claims, **changes}
    return {name: value for name, value in merged.items() if value is not None}


@cache
def _generate(key_id: str) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)
