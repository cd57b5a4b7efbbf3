"""The public keys by which a Saleor signs webhooks and tokens (JWKS, RFC 7517)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import jwt

from ..core.installations.models import Installation
from ..core.installations.services import claim_jwks_fetch, store_jwks
from ..core.saleor_data import SaleorUnavailable
from . import outbound
from .addresses import parse_api_url

ALGORITHM = "RS256"
LIMITS = outbound.Limits(seconds=5, size=256 * 1024)
MOST_KEYS = 20
PUBLIC_PARTS = ("kty", "kid", "n", "e", "alg", "use")


class KeyUnknown(Exception):
    """No key of the installation has this id, as far as we could find out within this minute."""


def key_of(installation: Installation, key_id: str, *, now: datetime) -> jwt.PyJWK:
    """The installation's key with this id; fetched anew when unknown, at most once a minute.

    Raises KeyUnknown.
    """
    found = _find(installation.jwks, key_id)
    if found is None and claim_jwks_fetch(installation=installation, now=now):
        try:
            jwks = fetch_jwks(parse_api_url(installation.saleor_api_url).jwks_url)
        except SaleorUnavailable as error:
            raise KeyUnknown(str(error)) from error
        store_jwks(installation=installation, jwks=jwks, now=now)
        found = _find(jwks, key_id)
    if found is None:
        raise KeyUnknown(f"Saleor has no key {key_id[:64]!r}.")
    return found


def fetch_jwks(url: str) -> dict[str, Any]:
    """The RSA keys for RS256 at this address, their public parts only. Raises SaleorUnavailable."""
    try:
        answer = outbound.request("GET", url, headers={"Accept": "application/json"}, limits=LIMITS)
        keys = answer.json()["keys"] if answer.status_code == 200 else []
        kept = [{part: key[part] for part in PUBLIC_PARTS if part in key} for key in keys]
    except outbound.Unreachable as error:
        raise SaleorUnavailable(str(error)) from error
    except (ValueError, TypeError, KeyError) as error:
        raise SaleorUnavailable("The key set of Saleor cannot be read.") from error
    usable = [key for key in kept if _is_usable(key)][:MOST_KEYS]
    if not usable:
        raise SaleorUnavailable("Saleor shows no key by which it could sign.")
    return {"keys": usable}


def _find(jwks: dict[str, Any], key_id: str) -> jwt.PyJWK | None:
    for key in jwks.get("keys", ()):
        if key.get("kid") == key_id:
            return jwt.PyJWK(key, algorithm=ALGORITHM)
    return None


def _is_usable(key: dict[str, Any]) -> bool:
    if key.get("kty") != "RSA" or key.get("alg", ALGORITHM) != ALGORITHM or not key.get("kid"):
        return False
    try:
        jwt.PyJWK(key, algorithm=ALGORITHM)
    except (jwt.PyJWTError, ValueError, TypeError):
        return False
    return True
