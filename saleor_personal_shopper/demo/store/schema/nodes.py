"""Node, metadata and the names that rows go by in GraphQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.errors import RequestError, not_found, refuse
from saleor_personal_shopper.demo.store.global_ids import pk_of, to_global_id
from saleor_personal_shopper.demo.store.schema.context import context_of, record_of
from saleor_personal_shopper.demo.store.schema.scalars import Metadata

_RENAMED = {"Variant": "ProductVariant", "Media": "ProductMedia"}

# Who may read and write private metadata of each kind of row.
PRIVATE_METADATA_PERMISSIONS: Mapping[str, Sequence[str]] = {
    "App": ("MANAGE_APPS",),
    "Address": ("MANAGE_USERS",),
    "Attribute": ("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",),
    "Category": ("MANAGE_PRODUCTS",),
    "Channel": ("MANAGE_CHANNELS",),
    "Checkout": ("MANAGE_CHECKOUTS",),
    "CheckoutLine": ("MANAGE_CHECKOUTS",),
    "Collection": ("MANAGE_PRODUCTS",),
    "Fulfillment": ("MANAGE_ORDERS",),
    "Order": ("MANAGE_ORDERS",),
    "OrderLine": ("MANAGE_ORDERS",),
    "Product": ("MANAGE_PRODUCTS",),
    "ProductMedia": ("MANAGE_PRODUCTS",),
    "ProductType": ("MANAGE_PRODUCT_TYPES_AND_ATTRIBUTES",),
    "ProductVariant": ("MANAGE_PRODUCTS",),
    "ShippingMethod": ("MANAGE_SHIPPING",),
}


def type_name_of(record: object) -> str:
    name = type(record).__name__
    return _RENAMED.get(name, name)


def object_type(name: str, info: Any) -> type[graphene.ObjectType]:
    """The class of a type: what graphene wants of an interface's `resolve_type`, not the name."""
    found: type[graphene.ObjectType] = info.schema.get_type(name).graphene_type
    return found


def global_id_of(record: Any) -> str:
    return to_global_id(type_name_of(record), record.pk)


def find(rows: Mapping[Any, Any], global_id: str, type_name: str, *, field: str = "id") -> Any:
    """Return the row of a global id; a refusal when the id is wrong or nothing has it."""
    try:
        pk = pk_of(global_id, type_name)
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", str(error), field=field) from error
    found = rows.get(pk) or (rows.get(int(pk)) if pk.isdigit() else None)
    if found is None:
        raise not_found(global_id, field=field)
    return found


def find_or_none(rows: Mapping[Any, Any], global_id: str, type_name: str) -> Any | None:
    """Return the row of a global id for a query, where an unknown one is simply null."""
    try:
        pk = pk_of(global_id, type_name)
    except ValueError as error:
        raise RequestError(str(error), "GraphQLError") from error
    return rows.get(pk) or (rows.get(int(pk)) if pk.isdigit() else None)


class Node(graphene.Interface):
    id = graphene.ID(required=True)

    @staticmethod
    def resolve_id(root: Any, _info: Any) -> str:
        return global_id_of(record_of(root))

    @staticmethod
    def resolve_type(instance: Any, info: Any) -> type[graphene.ObjectType]:
        return object_type(type_name_of(record_of(instance)), info)


class MetadataItem(graphene.ObjectType):
    key = graphene.String(required=True)
    value = graphene.String(required=True)


class MetadataInput(graphene.InputObjectType):
    key = graphene.String(required=True)
    value = graphene.String(required=True)


class ObjectWithMetadata(graphene.Interface):
    private_metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    private_metafield = graphene.String(key=graphene.String(required=True))
    private_metafields = graphene.Field(
        Metadata, keys=graphene.List(graphene.NonNull(graphene.String))
    )
    metadata = graphene.List(graphene.NonNull(MetadataItem), required=True)
    metafield = graphene.String(key=graphene.String(required=True))
    metafields = graphene.Field(Metadata, keys=graphene.List(graphene.NonNull(graphene.String)))

    @staticmethod
    def resolve_type(instance: Any, info: Any) -> type[graphene.ObjectType]:
        return object_type(type_name_of(record_of(instance)), info)

    @staticmethod
    def resolve_metadata(root: Any, _info: Any) -> list[dict[str, str]]:
        return _items(record_of(root).metadata)

    @staticmethod
    def resolve_metafield(root: Any, _info: Any, key: str) -> str | None:
        value: str | None = record_of(root).metadata.get(key)
        return value

    @staticmethod
    def resolve_metafields(root: Any, _info: Any, keys: list[str] | None = None) -> dict[str, str]:
        return _chosen(record_of(root).metadata, keys)

    @staticmethod
    def resolve_private_metadata(root: Any, info: Any) -> list[dict[str, str]]:
        return _items(_private_metadata(root, info))

    @staticmethod
    def resolve_private_metafield(root: Any, info: Any, key: str) -> str | None:
        return _private_metadata(root, info).get(key)

    @staticmethod
    def resolve_private_metafields(
        root: Any, info: Any, keys: list[str] | None = None
    ) -> dict[str, str]:
        return _chosen(_private_metadata(root, info), keys)


def require_private_metadata(record: Any, info: Any) -> None:
    """Refuse who may not see or change this row's private metadata; an app owns its own."""
    requestor = context_of(info).requestor
    if isinstance(record, records.App) and requestor.app is record:
        return
    if isinstance(record, records.User):
        requestor.require("MANAGE_STAFF" if record.is_staff else "MANAGE_USERS")
        return
    requestor.require(*PRIVATE_METADATA_PERMISSIONS[type_name_of(record)])


def as_dict(items: Sequence[Any] | None) -> dict[str, str]:
    """Return metadata given as input; a refusal when a key is empty."""
    found = {item["key"]: item["value"] for item in items or []}
    if any(not key.strip() for key in found):
        raise refuse("REQUIRED", "Metadata key cannot be empty.", field="metadata")
    return found


def _private_metadata(root: Any, info: Any) -> dict[str, str]:
    record = record_of(root)
    require_private_metadata(record, info)
    metadata: dict[str, str] = record.private_metadata
    return metadata


def _items(metadata: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"key": key, "value": value} for key, value in metadata.items()]


def _chosen(metadata: Mapping[str, str], keys: list[str] | None) -> dict[str, str]:
    return {key: value for key, value in metadata.items() if keys is None or key in keys}
