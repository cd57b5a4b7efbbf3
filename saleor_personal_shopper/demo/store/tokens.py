"""User tokens with Saleor's claims: access, refresh, and "thirdparty" for an app's pages."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import pbkdf2_hmac, sha256
from typing import Any

from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.records import App, AppExtension, State, User
from saleor_personal_shopper.demo.store.signing import SigningKey

ACCESS_LIFETIME = timedelta(minutes=5)
REFRESH_LIFETIME = timedelta(days=30)

# The demo's passwords are printed on its own page; the rounds only keep them out of snapshots.
_PASSWORD_ROUNDS = 1_000


class TokenIssuer:
    """Issues tokens of one store; `issuer` is its GraphQL address."""

    def __init__(self, *, key: SigningKey, issuer: str) -> None:
        self._key = key
        self._issuer = issuer

    def access(self, user: User) -> str:
        return self._token(user, kind="access", lifetime=ACCESS_LIFETIME)

    def refresh(self, user: User) -> str:
        return self._token(user, kind="refresh", lifetime=REFRESH_LIFETIME)

    def for_app(self, user: User, app: App, *, user_permissions: Iterable[str]) -> str:
        claims = _app_claims(app, allowed=app.permissions, user_permissions=user_permissions)
        return self._token(user, kind="thirdparty", lifetime=ACCESS_LIFETIME, extra=claims)

    def for_extension(
        self, user: User, app: App, extension: AppExtension, *, user_permissions: Iterable[str]
    ) -> str:
        claims = _app_claims(app, allowed=extension.permissions, user_permissions=user_permissions)
        claims["app_extension"] = to_global_id("AppExtension", extension.pk)
        return self._token(user, kind="thirdparty", lifetime=ACCESS_LIFETIME, extra=claims)

    def _token(
        self, user: User, *, kind: str, lifetime: timedelta, extra: dict[str, Any] | None = None
    ) -> str:
        issued = datetime.now(UTC)
        claims = {
            "iat": issued,
            "owner": "saleor",
            "iss": self._issuer,
            "exp": issued + lifetime,
            "token": user.jwt_token_key,
            "email": user.email,
            "type": kind,
            "user_id": to_global_id("User", user.pk),
            "is_staff": user.is_staff,
            **(extra or {}),
        }
        return self._key.encode(claims)


def _app_claims(
    app: App, *, allowed: Iterable[str], user_permissions: Iterable[str]
) -> dict[str, Any]:
    held = sorted(user_permissions)
    claims: dict[str, Any] = {
        "app": to_global_id("App", app.pk),
        "permissions": sorted(set(allowed).intersection(held)),
        "user_permissions": held,
    }
    if app.audience:
        claims["aud"] = app.audience
    return claims


def user_of_claims(state: State, claims: dict[str, Any]) -> User | None:
    """Return the active user whose current revocation key the claims carry."""
    user = state.user_by_email(str(claims.get("email", "")))
    if user is None or not user.is_active or claims.get("token") != user.jwt_token_key:
        return None
    return user


def new_app_token() -> str:
    """Return an app token in Saleor's shape: 30 letters and digits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "".join(secrets.choice(alphabet) for _ in range(30))


def hash_token(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def hash_password(password: str, *, salt: str | None = None) -> str:
    salt = salt or secrets.token_hex(8)
    digest = pbkdf2_hmac("sha256", password.encode(), salt.encode(), _PASSWORD_ROUNDS)
    return f"{salt}${digest.hex()}"


def password_matches(user: User, password: str) -> bool:
    salt, _, _ = user.password_hash.partition("$")
    expected = hash_password(password, salt=salt)
    return bool(salt) and secrets.compare_digest(user.password_hash, expected)
