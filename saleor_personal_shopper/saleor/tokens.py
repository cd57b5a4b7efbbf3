"""Tokens of people, verified offline by the keys of the Saleor that they name as issuer."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

import jwt
from django.utils import timezone
from kombu.exceptions import OperationalError

from ..core.installations.models import Installation
from ..core.installations.selectors import installation_by_api_url
from ..core.saleor_data import CustomerToken, StaffToken, TokenRefused
from .addresses import ApiUrlInvalid, parse_api_url
from .keys import ALGORITHM, KeyUnknown, key_of
from .tasks import check_installation

LEEWAY = timedelta(seconds=30)
LONGEST_TOKEN = 16 * 1024
REQUIRED = ["exp", "iat", "iss", "type", "user_id", "email"]


class SaleorTokenVerifier:
    """What TokenVerifier promises, for tokens that Saleor signed."""

    def verify_staff(self, token: str) -> StaffToken:
        """Verify the token that the Dashboard gives our pages (App.accessToken and extensions')."""
        installation, claims = _verify(token, token_type="thirdparty")  # noqa: S106
        permissions = claims.get("user_permissions")
        if claims.get("app") != installation.app_id:
            raise TokenRefused("WRONG_APP")
        if claims.get("is_staff") is not True or not isinstance(permissions, list):
            raise TokenRefused("NOT_STAFF")
        return StaffToken(
            installation=installation,
            user_id=claims["user_id"],
            email=claims["email"],
            user_permissions=frozenset(map(str, permissions)),
        )

    def verify_customer(self, token: str) -> CustomerToken:
        """Verify the access token that a signed-in customer of the shop holds."""
        installation, claims = _verify(token, token_type="access")  # noqa: S106
        return CustomerToken(installation, claims["user_id"], claims["email"])


def _verify(token: str, *, token_type: str) -> tuple[Installation, dict[str, Any]]:
    """The installation that a token names and the claims in it. Raises TokenRefused."""
    key_id, issuer = _look_into(token)
    installation = _installation_of(issuer)
    claims = _claims(token, installation, key_id)
    if claims["type"] != token_type:
        raise TokenRefused("WRONG_TYPE")
    if not all(isinstance(claims[name], str) and claims[name] for name in ("user_id", "email")):
        raise TokenRefused("MALFORMED")
    if not installation.is_active:
        _have_checked(installation)
        raise TokenRefused("SUSPENDED")
    return installation, claims


def _look_into(token: str) -> tuple[str, str]:
    """Key id and issuer, not believed yet."""
    if len(token) > LONGEST_TOKEN:
        raise TokenRefused("MALFORMED")
    try:
        header = jwt.get_unverified_header(token)
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.PyJWTError as error:
        raise TokenRefused("MALFORMED") from error
    key_id, issuer = header.get("kid"), claims.get("iss")
    if header.get("alg") != ALGORITHM or not isinstance(key_id, str) or not isinstance(issuer, str):
        raise TokenRefused("MALFORMED")
    return key_id, issuer


def _installation_of(issuer: str) -> Installation:
    try:
        installation = installation_by_api_url(parse_api_url(issuer).url)
    except ApiUrlInvalid:
        installation = None
    if installation is None:
        raise TokenRefused("UNKNOWN_ISSUER")
    return installation


def _claims(token: str, installation: Installation, key_id: str) -> dict[str, Any]:
    try:
        key = key_of(installation, key_id, now=timezone.now())
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            leeway=LEEWAY,
            options={"require": REQUIRED, "verify_aud": False},
        )
    except KeyUnknown as error:
        raise TokenRefused("UNKNOWN_KEY") from error
    except jwt.ExpiredSignatureError as error:
        raise TokenRefused("EXPIRED") from error
    except jwt.PyJWTError as error:
        raise TokenRefused("BAD_SIGNATURE") from error
    return claims


def _have_checked(installation: Installation) -> None:
    """Saleor gives staff a token only for an app that is active: perhaps ours is so again."""
    with contextlib.suppress(OperationalError):
        check_installation.delay(str(installation.pk))
