"""Who is asking: nobody, a user or an app, found out as Saleor finds it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import jwt

from saleor_personal_shopper.demo.store.errors import RequestError, permission_denied
from saleor_personal_shopper.demo.store.permissions import APP, STAFF_USER, USER
from saleor_personal_shopper.demo.store.records import App, State, User
from saleor_personal_shopper.demo.store.signing import SigningKey, is_own_kind
from saleor_personal_shopper.demo.store.tokens import hash_token, user_of_claims


@dataclass(frozen=True)
class Requestor:
    """`credential_error` says what is wrong with a user token; a wrong app token is nobody."""

    user: User | None = None
    app: App | None = None
    permissions: frozenset[str] = frozenset()
    is_staff: bool = False
    credential_error: str | None = None

    def has(self, *permissions: str) -> bool:
        """Whether one of the permissions (or authorisation filters) is held."""
        filters = {
            STAFF_USER: self.is_staff and self.user is not None,
            APP: self.app is not None,
            USER: self.user is not None,
        }
        return any(each in self.permissions or filters.get(each, False) for each in permissions)

    def require(self, *permissions: str) -> None:
        if self.has(*permissions):
            return
        if self.credential_error == "ExpiredSignatureError":
            raise RequestError("Signature has expired", self.credential_error)
        if self.credential_error:
            message = "Invalid token. Create new one by using tokenCreate mutation."
            raise RequestError(message, self.credential_error)
        raise permission_denied(*permissions)


def app_requestor(app: App) -> Requestor:
    return Requestor(app=app, permissions=frozenset(app.permissions))


def identify(headers: Mapping[str, str], *, state: State, key: SigningKey) -> Requestor:
    """Return who the headers (names in lower case) belong to; never refuses a request."""
    token = _bearer(headers)
    if not token:
        return Requestor()
    app = _app_of_token(state, token)
    if app:
        return app_requestor(app)
    if not is_own_kind(token):
        return Requestor()
    return _user_requestor(token, state=state, key=key)


def _bearer(headers: Mapping[str, str]) -> str | None:
    if "authorization-bearer" in headers:
        return headers["authorization-bearer"]
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() in {"bearer", "jwt"} else None


def _app_of_token(state: State, token: str) -> App | None:
    wanted = hash_token(token)
    return next(
        (app for app in state.apps.values() if app.is_active and app.token_hash == wanted), None
    )


def _user_requestor(token: str, *, state: State, key: SigningKey) -> Requestor:
    try:
        claims = key.decode(token)
    except jwt.PyJWTError as error:
        return Requestor(credential_error=type(error).__name__)
    user = user_of_claims(state, claims)
    if user is None or claims.get("type") not in {"access", "thirdparty"}:
        return Requestor(credential_error="InvalidTokenError")
    permissions = state.permissions_of(user)
    if "permissions" in claims:
        permissions &= set(claims["permissions"])
    return Requestor(user=user, permissions=frozenset(permissions), is_staff=user.is_staff)
