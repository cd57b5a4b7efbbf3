"""Staff and permission group mutations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records, staff
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.schema.account import Group, User
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.enums import (
    AccountErrorCode,
    AddressTypeEnum,
    PermissionEnum,
    PermissionGroupErrorCode,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list, non_null_list
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.schema.nodes import find

StaffError = error_type(
    "StaffError",
    AccountErrorCode,
    address_type=graphene.Field(AddressTypeEnum),
    permissions=non_null_list(PermissionEnum),
    groups=non_null_list(graphene.ID),
    users=non_null_list(graphene.ID),
)
PermissionGroupError = error_type(
    "PermissionGroupError",
    PermissionGroupErrorCode,
    permissions=non_null_list(PermissionEnum),
    users=non_null_list(graphene.ID),
)


class StaffCreateInput(graphene.InputObjectType):
    first_name = graphene.String()
    last_name = graphene.String()
    email = graphene.String()
    is_active = graphene.Boolean()
    note = graphene.String()
    add_groups = input_list(graphene.ID)


class StaffUpdateInput(graphene.InputObjectType):
    first_name = graphene.String()
    last_name = graphene.String()
    email = graphene.String()
    is_active = graphene.Boolean()
    note = graphene.String()
    add_groups = input_list(graphene.ID)
    remove_groups = input_list(graphene.ID)


class StaffCreate(StoreMutation):
    class Arguments:
        input = StaffCreateInput(required=True)

    permissions = ("MANAGE_STAFF",)

    user = graphene.Field(User)
    errors = errors_field(StaffError)

    @classmethod
    def perform(cls, context: StoreContext, input: Any) -> StaffCreate:
        groups = _groups(context, input.get("add_groups"))
        user = staff.create_user(
            context.state,
            email=input.get("email") or "",
            first_name=input.get("first_name") or "",
            last_name=input.get("last_name") or "",
            is_staff=True,
            is_active=input.get("is_active", True),
        )
        for group in groups:
            staff.change_members(group, add=[user], remove=[])
        context.store.announce("STAFF_CREATED", user, context.requestor)
        return cls(user=user)


class StaffUpdate(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)
        input = StaffUpdateInput(required=True)

    permissions = ("MANAGE_STAFF",)

    user = graphene.Field(User)
    errors = errors_field(StaffError)

    @classmethod
    def perform(cls, context: StoreContext, id: str, input: Any) -> StaffUpdate:
        user = _staff_member(context, id)
        if input.get("is_active") is False and user is context.requestor.user:
            message = "Cannot deactivate your own account."
            raise refuse("DEACTIVATE_OWN_ACCOUNT", message, field="isActive")
        for group in _groups(context, input.get("add_groups")):
            staff.change_members(group, add=[user], remove=[])
        for group in _groups(context, input.get("remove_groups")):
            staff.change_members(group, add=[], remove=[user])
        for name in ("first_name", "last_name", "email", "note", "is_active"):
            if input.get(name) is not None:
                setattr(user, name, input[name])
        user.updated_at = records.now()
        context.store.announce("STAFF_UPDATED", user, context.requestor)
        return cls(user=user)


class StaffDelete(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_STAFF",)

    user = graphene.Field(User)
    errors = errors_field(StaffError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> StaffDelete:
        user = _staff_member(context, id)
        if user is context.requestor.user:
            raise refuse("DELETE_OWN_ACCOUNT", "You cannot delete your own account.", field="id")
        staff.delete_user(context.state, user)
        context.store.announce("STAFF_DELETED", user, context.requestor)
        return cls(user=user)


class PermissionGroupCreateInput(graphene.InputObjectType):
    add_permissions = input_list(PermissionEnum)
    add_users = input_list(graphene.ID)
    name = graphene.String(required=True)


class PermissionGroupUpdateInput(graphene.InputObjectType):
    add_permissions = input_list(PermissionEnum)
    add_users = input_list(graphene.ID)
    name = graphene.String()
    remove_permissions = input_list(PermissionEnum)
    remove_users = input_list(graphene.ID)


class PermissionGroupCreate(StoreMutation):
    class Arguments:
        input = PermissionGroupCreateInput(required=True)

    permissions = ("MANAGE_STAFF",)

    group = graphene.Field(Group)
    errors = errors_field(PermissionGroupError)

    @classmethod
    def perform(cls, context: StoreContext, input: Any) -> PermissionGroupCreate:
        members = _users(context, input.get("add_users"))
        group = staff.create_group(
            context.state, name=input["name"], permissions=_codes(input.get("add_permissions"))
        )
        staff.change_members(group, add=members, remove=[])
        context.store.announce("PERMISSION_GROUP_CREATED", group, context.requestor)
        return cls(group=group)


class PermissionGroupUpdate(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)
        input = PermissionGroupUpdateInput(required=True)

    permissions = ("MANAGE_STAFF",)

    group = graphene.Field(Group)
    errors = errors_field(PermissionGroupError)

    @classmethod
    def perform(cls, context: StoreContext, id: str, input: Any) -> PermissionGroupUpdate:
        group: records.Group = find(context.state.groups, id, "Group")
        staff.change_members(
            group,
            add=_users(context, input.get("add_users")),
            remove=_users(context, input.get("remove_users")),
        )
        kept = set(group.permissions) - _codes(input.get("remove_permissions"))
        group.permissions = sorted(kept | _codes(input.get("add_permissions")))
        group.name = input.get("name") or group.name
        context.store.announce("PERMISSION_GROUP_UPDATED", group, context.requestor)
        return cls(group=group)


class PermissionGroupDelete(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_STAFF",)

    group = graphene.Field(Group)
    errors = errors_field(PermissionGroupError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> PermissionGroupDelete:
        group: records.Group = find(context.state.groups, id, "Group")
        del context.state.groups[group.pk]
        context.store.announce("PERMISSION_GROUP_DELETED", group, context.requestor)
        return cls(group=group)


def _staff_member(context: StoreContext, global_id: str) -> records.User:
    user: records.User = find(context.state.users, global_id, "User")
    if not user.is_staff:
        raise refuse("DELETE_NON_STAFF_USER", "Only staff members are meant here.", field="id")
    return user


def _groups(context: StoreContext, ids: Sequence[str] | None) -> list[records.Group]:
    return [find(context.state.groups, each, "Group") for each in ids or []]


def _users(context: StoreContext, ids: Sequence[str] | None) -> list[records.User]:
    return [find(context.state.users, each, "User") for each in ids or []]


def _codes(permissions: Sequence[Any] | None) -> set[str]:
    return {each.value for each in permissions or []}
