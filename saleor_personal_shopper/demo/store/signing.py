"""The store's RSA key: tokens, detached webhook signatures and the JWKS that proves both."""

from __future__ import annotations

import hashlib
import json
from functools import cached_property
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm


class SigningKey:
    def __init__(self, pem: str) -> None:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise ValueError("The signing key of the store must be an RSA key.")
        self._private = key

    @staticmethod
    def generate_pem() -> str:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        return key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    @cached_property
    def kid(self) -> str:
        modulus = self._private.public_key().public_numbers().n
        return hashlib.sha256(str(modulus).encode()).hexdigest()[:16]

    @cached_property
    def jwks(self) -> dict[str, Any]:
        public = json.loads(RSAAlgorithm.to_jwk(self._private.public_key()))
        return {"keys": [{**public, "kid": self.kid, "use": "sig", "alg": "RS256"}]}

    def encode(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self._private, algorithm="RS256", headers={"kid": self.kid})

    def decode(self, token: str) -> dict[str, Any]:
        """Return the claims of a token of this store; jwt.PyJWTError says what is wrong."""
        claims: dict[str, Any] = jwt.decode(
            token,
            self._private.public_key(),
            algorithms=["RS256"],
            options={"verify_aud": False},
        )
        return claims

    def sign_detached(self, body: bytes) -> str:
        """Return a JWS over the raw body with the payload left out (RFC 7797), as Saleor does."""
        return jwt.api_jws.encode(
            body,
            self._private,
            algorithm="RS256",
            headers={"kid": self.kid},
            is_payload_detached=True,
        )


def is_own_kind(token: str) -> bool:
    """Whether it claims to be a Saleor token; any other string is nobody's, not a wrong token."""
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError:
        return False
    return claims.get("owner") == "saleor"
