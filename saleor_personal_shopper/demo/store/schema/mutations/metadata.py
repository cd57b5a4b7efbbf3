"""Metadata: public for whoever may touch the object, private with the permission for it."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.errors import not_found, refuse
from saleor_personal_shopper.demo.store.global_ids import from_global_id
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    InCheckout,
    InOrder,
    StoreContext,
    record_of,
)
from saleor_personal_shopper.demo.store.schema.enums import MetadataErrorCode
from saleor_personal_shopper.demo.store.schema.fields import input_list
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.schema.nodes import (
    PRIVATE_METADATA_PERMISSIONS,
    MetadataInput,
    ObjectWithMetadata,
    as_dict,
    type_name_of,
)

MetadataError = error_type("MetadataError", MetadataErrorCode)

# Whoever knows the id of one of these may write its public metadata.
_PUBLIC = {"Checkout", "CheckoutLine"}


class UpdateMetadata(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)
        input = input_list(MetadataInput, required=True)

    errors = errors_field(MetadataError)
    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, context: StoreContext, id: str, input: Any) -> UpdateMetadata:
        item = _find_item(context, id)
        _require(context, record_of(item), private=False)
        record_of(item).metadata.update(as_dict(input))
        _announce(context, item)
        return cls(item=item)


class UpdatePrivateMetadata(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)
        input = input_list(MetadataInput, required=True)

    errors = errors_field(MetadataError)
    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, context: StoreContext, id: str, input: Any) -> UpdatePrivateMetadata:
        item = _find_item(context, id)
        _require(context, record_of(item), private=True)
        record_of(item).private_metadata.update(as_dict(input))
        _announce(context, item)
        return cls(item=item)


class DeleteMetadata(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)
        keys = input_list(graphene.String, required=True)

    errors = errors_field(MetadataError)
    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, context: StoreContext, id: str, keys: list[str]) -> DeleteMetadata:
        item = _find_item(context, id)
        _require(context, record_of(item), private=False)
        for key in keys:
            record_of(item).metadata.pop(key, None)
        _announce(context, item)
        return cls(item=item)


class DeletePrivateMetadata(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)
        keys = input_list(graphene.String, required=True)

    errors = errors_field(MetadataError)
    item = graphene.Field(ObjectWithMetadata)

    @classmethod
    def perform(cls, context: StoreContext, id: str, keys: list[str]) -> DeletePrivateMetadata:
        item = _find_item(context, id)
        _require(context, record_of(item), private=True)
        for key in keys:
            record_of(item).private_metadata.pop(key, None)
        _announce(context, item)
        return cls(item=item)


def _find_item(context: StoreContext, global_id: str) -> Any:
    try:
        type_name, pk = from_global_id(global_id)
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", str(error), field="id") from error
    item = _item(context.state, type_name, pk)
    if item is None:
        raise not_found(global_id)
    return item


def _item(state: records.State, type_name: str, pk: str) -> Any:
    number = int(pk) if pk.isdigit() else 0
    rows: dict[str, Any] = {
        "App": state.apps.get(number),
        "Channel": state.channels.get(number),
        "Checkout": state.checkouts.get(pk),
        "Order": state.orders.get(pk),
        "User": state.users.get(number),
    }
    if type_name in rows:
        return rows[type_name]
    if type_name == "CheckoutLine":
        return _line(InCheckout, state.checkouts.values(), pk)
    if type_name == "OrderLine":
        return _line(InOrder, state.orders.values(), pk)
    catalogue: dict[str, Any] = {
        "Product": state.products,
        "ProductVariant": state.variants,
        "Collection": state.collections,
    }
    found = catalogue.get(type_name, {}).get(number)
    return InChannel(found, None) if found else None


def _line(placed: Any, parents: Any, pk: str) -> Any:
    lines = (placed(line, parent) for parent in parents for line in parent.lines)
    return next((each for each in lines if each.record.pk == pk), None)


def _require(context: StoreContext, record: Any, *, private: bool) -> None:
    type_name = type_name_of(record)
    if isinstance(record, records.App) and context.requestor.app is record:
        return
    if not private and (type_name in _PUBLIC or record is context.requestor.user):
        return
    if isinstance(record, records.User):
        context.requestor.require("MANAGE_STAFF" if record.is_staff else "MANAGE_USERS")
        return
    extra = ("HANDLE_TAXES",) if type_name in _PUBLIC else ()
    context.requestor.require(*PRIVATE_METADATA_PERMISSIONS[type_name], *extra)


def _announce(context: StoreContext, item: Any) -> None:
    """A checkout's metadata gives two events, as Saleor's legacy emission does."""
    if isinstance(item, records.Checkout):
        context.store.announce("CHECKOUT_METADATA_UPDATED", item, context.requestor)
        context.store.announce("CHECKOUT_UPDATED", item, context.requestor)
    elif isinstance(item, records.Order):
        context.store.announce("ORDER_METADATA_UPDATED", item, context.requestor)
        context.store.announce("ORDER_UPDATED", item, context.requestor)
