"""Users, addresses, permissions and permission groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.permissions import PERMISSION_NAMES
from saleor_personal_shopper.demo.store.schema.channel import (
    Channel,
    CountryDisplay,
    country_display,
)
from saleor_personal_shopper.demo.store.schema.connections import connection_of
from saleor_personal_shopper.demo.store.schema.context import context_of
from saleor_personal_shopper.demo.store.schema.enums import (
    CountryCode,
    LanguageCodeEnum,
    PermissionEnum,
    ThumbnailFormatEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list, non_null_list
from saleor_personal_shopper.demo.store.schema.images import Image
from saleor_personal_shopper.demo.store.schema.nodes import (
    MetadataInput,
    Node,
    ObjectWithMetadata,
)


class Permission(graphene.ObjectType):
    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


class UserPermission(graphene.ObjectType):
    code = graphene.Field(PermissionEnum, required=True)
    name = graphene.String(required=True)


def permission_rows(codes: Sequence[str] | set[str]) -> list[dict[str, str]]:
    return [{"code": code, "name": PERMISSION_NAMES[code]} for code in sorted(codes)]


class Address(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    company_name = graphene.String(required=True)
    street_address_1 = graphene.String(required=True)
    street_address_2 = graphene.String(required=True)
    city = graphene.String(required=True)
    city_area = graphene.String(required=True)
    postal_code = graphene.String(required=True)
    country = graphene.Field(CountryDisplay, required=True)
    country_area = graphene.String(required=True)
    phone = graphene.String()

    @staticmethod
    def resolve_country(root: records.Address, _info: Any) -> dict[str, str]:
        return country_display(root.country)


class AddressInput(graphene.InputObjectType):
    first_name = graphene.String()
    last_name = graphene.String()
    company_name = graphene.String()
    street_address_1 = graphene.String()
    street_address_2 = graphene.String()
    city = graphene.String()
    city_area = graphene.String()
    postal_code = graphene.String()
    country = CountryCode()
    country_area = graphene.String()
    phone = graphene.String()
    metadata = input_list(MetadataInput)


def address_of(state: records.State, given: Any) -> records.Address:
    """Return the address of an AddressInput; empty parts become empty texts."""
    parts: dict[str, Any] = {name: value or "" for name, value in given.items()}
    parts.pop("metadata", None)
    parts["country"] = getattr(parts.get("country"), "value", "")
    metadata = {item["key"]: item["value"] for item in given.get("metadata") or []}
    return records.Address(pk=state.next_pk("address"), metadata=metadata, **parts)


class Group(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    name = graphene.String(required=True)
    users = non_null_list(lambda: User)
    permissions = non_null_list(Permission)
    user_can_manage = graphene.Boolean(required=True)
    accessible_channels = non_null_list(Channel)
    restricted_access_to_channels = graphene.Boolean(required=True)

    @staticmethod
    def resolve_users(root: records.Group, info: Any) -> list[records.User]:
        context = context_of(info)
        context.requestor.require("MANAGE_STAFF")
        return [context.state.users[pk] for pk in root.user_pks]

    @staticmethod
    def resolve_permissions(root: records.Group, _info: Any) -> list[dict[str, str]]:
        return permission_rows(root.permissions)

    @staticmethod
    def resolve_user_can_manage(root: records.Group, info: Any) -> bool:
        requestor = context_of(info).requestor
        return requestor.permissions.issuperset(root.permissions)

    @staticmethod
    def resolve_accessible_channels(root: records.Group, info: Any) -> list[records.Channel]:
        return _channels_of_groups(context_of(info).state, [root])


class User(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    email = graphene.String(required=True)
    first_name = graphene.String(required=True)
    last_name = graphene.String(required=True)
    is_staff = graphene.Boolean(required=True)
    is_active = graphene.Boolean(required=True)
    addresses = non_null_list(Address, required=True)
    checkout_ids = non_null_list(graphene.ID, channel=graphene.String())
    note = graphene.String()
    user_permissions = non_null_list(UserPermission)
    permission_groups = non_null_list(Group)
    accessible_channels = non_null_list(Channel)
    restricted_access_to_channels = graphene.Boolean(required=True)
    avatar = graphene.Field(
        Image,
        size=graphene.Int(),
        format=ThumbnailFormatEnum(default_value="ORIGINAL"),
    )
    language_code = graphene.Field(LanguageCodeEnum, required=True)
    default_shipping_address = graphene.Field(Address)
    default_billing_address = graphene.Field(Address)
    date_joined = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)

    @staticmethod
    def resolve_addresses(root: records.User, info: Any) -> list[records.Address]:
        return [context_of(info).state.addresses[pk] for pk in root.address_pks]

    @staticmethod
    def resolve_checkout_ids(
        root: records.User, info: Any, channel: str | None = None
    ) -> list[str]:
        context = context_of(info)
        if context.requestor.user is not root:
            context.requestor.require("MANAGE_CHECKOUTS")
        wanted = context.state.channel_by_slug(channel)
        return [
            to_global_id("Checkout", each.pk)
            for each in context.state.checkouts.values()
            if each.user_pk == root.pk and (wanted is None or each.channel_pk == wanted.pk)
        ]

    @staticmethod
    def resolve_note(root: records.User, info: Any) -> str:
        context_of(info).requestor.require("MANAGE_USERS", "MANAGE_STAFF")
        return root.note

    @staticmethod
    def resolve_user_permissions(root: records.User, info: Any) -> list[dict[str, str]]:
        return permission_rows(context_of(info).state.permissions_of(root))

    @staticmethod
    def resolve_permission_groups(root: records.User, info: Any) -> list[records.Group]:
        return context_of(info).state.groups_of(root)

    @staticmethod
    def resolve_accessible_channels(root: records.User, info: Any) -> list[records.Channel]:
        state = context_of(info).state
        return _channels_of_groups(state, state.groups_of(root))

    @staticmethod
    def resolve_restricted_access_to_channels(root: records.User, info: Any) -> bool:
        groups = context_of(info).state.groups_of(root)
        return all(group.restricted_access_to_channels for group in groups)

    @staticmethod
    def resolve_avatar(
        _root: records.User, _info: Any, size: int | None = None, format: Any = None
    ) -> None:
        """Nobody in the demo has uploaded a picture."""

    @staticmethod
    def resolve_language_code(_root: records.User, _info: Any) -> str:
        return "EN"

    @staticmethod
    def resolve_default_shipping_address(root: records.User, info: Any) -> records.Address | None:
        return _first_address(root, context_of(info).state)

    @staticmethod
    def resolve_default_billing_address(root: records.User, info: Any) -> records.Address | None:
        return _first_address(root, context_of(info).state)


GroupCountableConnection = connection_of(Group)
UserCountableConnection = connection_of(User)


def _first_address(user: records.User, state: records.State) -> records.Address | None:
    return state.addresses[user.address_pks[0]] if user.address_pks else None


def _channels_of_groups(
    state: records.State, groups: Sequence[records.Group]
) -> list[records.Channel]:
    if any(not group.restricted_access_to_channels for group in groups):
        return list(state.channels.values())
    allowed = {pk for group in groups for pk in group.channel_pks}
    return [channel for pk, channel in state.channels.items() if pk in allowed]
