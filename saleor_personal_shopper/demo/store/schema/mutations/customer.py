"""Customers, as staff make and delete them."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records, staff
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.schema.account import User
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.mutations.base import StoreMutation, errors_field
from saleor_personal_shopper.demo.store.schema.mutations.token import AccountError
from saleor_personal_shopper.demo.store.schema.nodes import find


class UserCreateInput(graphene.InputObjectType):
    first_name = graphene.String()
    last_name = graphene.String()
    email = graphene.String()
    is_active = graphene.Boolean()


class CustomerCreate(StoreMutation):
    class Arguments:
        input = UserCreateInput(required=True)

    permissions = ("MANAGE_USERS",)

    user = graphene.Field(User)
    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, context: StoreContext, input: Any) -> CustomerCreate:
        user = staff.create_user(
            context.state,
            email=input.get("email") or "",
            first_name=input.get("first_name") or "",
            last_name=input.get("last_name") or "",
            is_staff=False,
            is_active=input.get("is_active", True),
        )
        context.store.announce("CUSTOMER_CREATED", user, context.requestor)
        return cls(user=user)


class CustomerDelete(StoreMutation):
    class Arguments:
        id = graphene.ID()

    permissions = ("MANAGE_USERS",)

    user = graphene.Field(User)
    errors = errors_field(AccountError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> CustomerDelete:
        user: records.User = find(context.state.users, id, "User")
        if user.is_staff:
            message = "Cannot delete a staff account."
            raise refuse("DELETE_STAFF_ACCOUNT", message, field="id")
        staff.delete_user(context.state, user)
        context.store.announce("CUSTOMER_DELETED", user, context.requestor)
        return cls(user=user)
