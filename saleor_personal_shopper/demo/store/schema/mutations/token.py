"""tokenCreate, tokenRefresh, tokenVerify and tokensDeactivateAll."""

from __future__ import annotations

import secrets
from typing import Any

import graphene
import jwt
from graphene.types.generic import GenericScalar

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.permissions import USER
from saleor_personal_shopper.demo.store.schema.account import User
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.enums import AccountErrorCode, AddressTypeEnum
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.tokens import password_matches, user_of_claims

AccountError = error_type(
    "AccountError", AccountErrorCode, address_type=graphene.Field(AddressTypeEnum)
)


class CreateToken(StoreMutation):
    class Arguments:
        email = graphene.String(required=True)
        password = graphene.String(required=True)

    token = graphene.String()
    refresh_token = graphene.String()
    user = graphene.Field(User)
    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, context: StoreContext, email: str, password: str) -> CreateToken:
        user = context.state.user_by_email(email)
        if user is None or not user.is_active or not password_matches(user, password):
            message = "Please, enter valid credentials"
            raise refuse("INVALID_CREDENTIALS", message, field="email")
        tokens = context.store.tokens
        return cls(token=tokens.access(user), refresh_token=tokens.refresh(user), user=user)


class RefreshToken(StoreMutation):
    class Arguments:
        refresh_token = graphene.String()

    token = graphene.String()
    user = graphene.Field(User)
    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, context: StoreContext, refresh_token: str | None = None) -> RefreshToken:
        if not refresh_token:
            raise refuse("JWT_MISSING_TOKEN", "Missing refreshToken", field="refreshToken")
        claims = read_token(context, refresh_token, field="refreshToken")
        if claims.get("type") != "refresh":
            raise refuse("JWT_INVALID_TOKEN", "Incorrect refreshToken", field="refreshToken")
        user = _user_of(context, claims, field="refreshToken")
        return cls(token=context.store.tokens.access(user), user=user)


class VerifyToken(StoreMutation):
    class Arguments:
        token = graphene.String(required=True)

    on_error = {"is_valid": False}

    user = graphene.Field(User)
    is_valid = graphene.Boolean(required=True)
    payload = graphene.Field(GenericScalar)
    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, context: StoreContext, token: str) -> VerifyToken:
        claims = read_token(context, token, field="token")
        user = _user_of(context, claims, field="token")
        return cls(user=user, is_valid=True, payload=claims)


class DeactivateAllUserTokens(StoreMutation):
    permissions = (USER,)

    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, context: StoreContext) -> DeactivateAllUserTokens:
        user = context.requestor.user
        assert user is not None  # the permission above asks for one
        user.jwt_token_key = secrets.token_hex(6)
        return cls()


def read_token(context: StoreContext, token: str, *, field: str) -> dict[str, Any]:
    """Return the claims, or refuse with Saleor's code for what is wrong."""
    try:
        return context.store.key.decode(token)
    except jwt.ExpiredSignatureError as error:
        raise refuse("JWT_SIGNATURE_EXPIRED", "Signature has expired", field=field) from error
    except jwt.DecodeError as error:
        raise refuse("JWT_DECODE_ERROR", "Error decoding signature", field=field) from error
    except jwt.PyJWTError as error:
        raise refuse("JWT_INVALID_TOKEN", "Invalid token", field=field) from error


def _user_of(context: StoreContext, claims: dict[str, Any], *, field: str) -> records.User:
    user = user_of_claims(context.state, claims)
    if user is None:
        message = "Invalid token. Create new one by using tokenCreate mutation."
        raise refuse("JWT_INVALID_TOKEN", message, field=field)
    return user
