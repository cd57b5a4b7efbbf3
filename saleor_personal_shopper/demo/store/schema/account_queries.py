"""Finding users and groups."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.requestor import Requestor
from saleor_personal_shopper.demo.store.schema.account import (
    Group,
    GroupCountableConnection,
    User,
    UserCountableConnection,
)
from saleor_personal_shopper.demo.store.schema.connections import ConnectionField, page
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.enums import (
    OrderDirection,
    StaffMemberStatus,
    UserSortField,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list
from saleor_personal_shopper.demo.store.schema.nodes import find_or_none, global_id_of


class StaffUserInput(graphene.InputObjectType):
    status = StaffMemberStatus()
    search = graphene.String()
    ids = input_list(graphene.ID)


class UserSortingInput(graphene.InputObjectType):
    direction = OrderDirection(required=True)
    field = UserSortField(required=True)


class PermissionGroupFilterInput(graphene.InputObjectType):
    search = graphene.String()
    ids = input_list(graphene.ID)


class AccountQueries(graphene.ObjectType):
    me = graphene.Field(User)
    user = graphene.Field(User, id=graphene.ID(), email=graphene.String())
    staff_users = ConnectionField(
        UserCountableConnection, filter=StaffUserInput(), sort_by=UserSortingInput()
    )
    customers = ConnectionField(
        UserCountableConnection, sort_by=UserSortingInput(), search=graphene.String()
    )
    permission_group = graphene.Field(Group, id=graphene.ID(required=True))
    permission_groups = ConnectionField(
        GroupCountableConnection, filter=PermissionGroupFilterInput()
    )

    @staticmethod
    def resolve_me(_root: None, info: Any) -> records.User | None:
        return context_of(info).requestor.user

    @staticmethod
    def resolve_user(
        _root: None, info: Any, id: str | None = None, email: str | None = None
    ) -> records.User | None:
        context = context_of(info)
        context.requestor.require("MANAGE_STAFF", "MANAGE_USERS", "MANAGE_ORDERS")
        found = find_or_none(context.state.users, id, "User") if id else None
        if email:
            found = context.state.user_by_email(email)
        return found if found and _may_see(context.requestor, found) else None

    @staticmethod
    def resolve_staff_users(
        _root: None, info: Any, filter: Any = None, sort_by: Any = None, **paging: Any
    ) -> dict[str, Any]:
        context = context_of(info)
        context.requestor.require("MANAGE_STAFF")
        staff = [each for each in context.state.users.values() if each.is_staff]
        found = [each for each in staff if _meets(each, filter or {})]
        return page(_ordered(found, sort_by), name="staffUsers", **paging)

    @staticmethod
    def resolve_customers(
        _root: None,
        info: Any,
        search: str | None = None,
        sort_by: Any = None,
        **paging: Any,
    ) -> dict[str, Any]:
        context = context_of(info)
        context.requestor.require("MANAGE_ORDERS", "MANAGE_USERS")
        customers = [each for each in context.state.users.values() if not each.is_staff]
        found = [each for each in customers if _meets(each, {"search": search})]
        return page(_ordered(found, sort_by), name="customers", **paging)

    @staticmethod
    def resolve_permission_group(_root: None, info: Any, id: str) -> records.Group | None:
        context = context_of(info)
        context.requestor.require("MANAGE_STAFF")
        found: records.Group | None = find_or_none(context.state.groups, id, "Group")
        return found

    @staticmethod
    def resolve_permission_groups(
        _root: None, info: Any, filter: Any = None, **paging: Any
    ) -> dict[str, Any]:
        context = context_of(info)
        context.requestor.require("MANAGE_STAFF")
        ids = (filter or {}).get("ids")
        search = ((filter or {}).get("search") or "").lower()
        found = [
            each
            for each in context.state.groups.values()
            if (ids is None or global_id_of(each) in ids) and search in each.name.lower()
        ]
        return page(found, name="permissionGroups", **paging)


def _may_see(requestor: Requestor, user: records.User) -> bool:
    if user.is_staff:
        return requestor.has("MANAGE_STAFF")
    return requestor.has("MANAGE_USERS", "MANAGE_ORDERS")


def _meets(user: records.User, conditions: Any) -> bool:
    ids, status = conditions.get("ids"), conditions.get("status")
    search = (conditions.get("search") or "").lower()
    return (
        (ids is None or global_id_of(user) in ids)
        and (status is None or user.is_active is (status.value == "ACTIVE"))
        and search in f"{user.first_name} {user.last_name} {user.email}".lower()
    )


def _ordered(users: list[records.User], sort_by: Any) -> list[records.User]:
    if not sort_by:
        return sorted(users, key=lambda each: each.email)
    name = sort_by["field"].value.lower()
    reverse = sort_by["direction"].value == "DESC"
    return sorted(users, key=lambda each: str(getattr(each, name)), reverse=reverse)
