"""Saleor's signature of a webhook: a JWS with detached, unencoded payload (RFC 7797)."""

from __future__ import annotations

from datetime import datetime

import jwt
from jwt.api_jws import PyJWS

from ..core.installations.models import Installation
from .keys import ALGORITHM, key_of


class SignatureInvalid(Exception):
    """The body was not signed by this Saleor."""


def verify_signature(
    installation: Installation, body: bytes, signature: str, *, now: datetime
) -> None:
    """Check that the installation's Saleor signed these bytes.

    Raises SignatureInvalid, or keys.KeyUnknown when the key may yet become known. Only the stored
    key counts, and only a detached payload: any token that Saleor signs for a user would pass for
    a signature otherwise.
    """
    jws = PyJWS()
    try:
        header = jws.get_unverified_header(signature)
    except jwt.PyJWTError as error:
        raise SignatureInvalid("The signature cannot be decoded.") from error
    parts = signature.split(".")
    if header.get("alg") != ALGORITHM or header.get("b64") is not False or parts[1]:
        raise SignatureInvalid("The signature is not an RS256 one with detached payload.")
    key_id = header.get("kid")
    if not isinstance(key_id, str) or not key_id:
        raise SignatureInvalid("The signature names no key.")
    key = key_of(installation, key_id, now=now)
    try:
        jws.decode(signature, key, algorithms=[ALGORITHM], detached_payload=body)
    except jwt.PyJWTError as error:
        raise SignatureInvalid("The signature is not of this body.") from error
