"""Queries of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.errors import RequestError
from saleor_personal_shopper.demo.store.pricing import is_listed
from saleor_personal_shopper.demo.store.schema.connections import ConnectionField, page
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    StoreContext,
    context_of,
)
from saleor_personal_shopper.demo.store.schema.enums import CollectionSortField, OrderDirection
from saleor_personal_shopper.demo.store.schema.fields import input_list
from saleor_personal_shopper.demo.store.schema.nodes import find_or_none, global_id_of
from saleor_personal_shopper.demo.store.schema.product import (
    Collection,
    CollectionCountableConnection,
    Product,
    ProductCountableConnection,
)
from saleor_personal_shopper.demo.store.schema.product_filters import (
    ProductFilterInput,
    ProductOrder,
    ProductWhereInput,
    select_products,
)
from saleor_personal_shopper.demo.store.schema.variant import (
    ProductVariant,
    ProductVariantCountableConnection,
)

# With one of these, staff and apps may ask without a channel and see what is not listed.
_CATALOGUE_PERMISSIONS = ("MANAGE_PRODUCTS", "MANAGE_ORDERS", "MANAGE_DISCOUNTS")


class CollectionSortingInput(graphene.InputObjectType):
    direction = OrderDirection(required=True)
    channel = graphene.String()
    field = CollectionSortField(required=True)


class CollectionFilterInput(graphene.InputObjectType):
    search = graphene.String()
    ids = input_list(graphene.ID)
    slugs = input_list(graphene.String)


class ProductQueries(graphene.ObjectType):
    product = graphene.Field(
        Product, id=graphene.ID(), slug=graphene.String(), channel=graphene.String()
    )
    products = ConnectionField(
        ProductCountableConnection,
        filter=ProductFilterInput(),
        where=ProductWhereInput(),
        sort_by=ProductOrder(),
        search=graphene.String(),
        channel=graphene.String(),
    )
    product_variant = graphene.Field(
        ProductVariant, id=graphene.ID(), sku=graphene.String(), channel=graphene.String()
    )
    product_variants = ConnectionField(
        ProductVariantCountableConnection,
        ids=input_list(graphene.ID),
        channel=graphene.String(),
    )
    collection = graphene.Field(
        Collection, id=graphene.ID(), slug=graphene.String(), channel=graphene.String()
    )
    collections = ConnectionField(
        CollectionCountableConnection,
        filter=CollectionFilterInput(),
        sort_by=CollectionSortingInput(),
        channel=graphene.String(),
    )

    @staticmethod
    def resolve_product(
        _root: None,
        info: Any,
        id: str | None = None,
        slug: str | None = None,
        channel: str | None = None,
    ) -> InChannel | None:
        context = context_of(info)
        seen_in = _channel(context, channel)
        found = _by_id_or(context.state.products, "Product", id, slug=slug)
        if found is None or not _may_see(context, found, seen_in):
            return None
        return InChannel(found, seen_in)

    @staticmethod
    def resolve_products(
        _root: None,
        info: Any,
        filter: Any = None,
        where: Any = None,
        sort_by: Any = None,
        search: str | None = None,
        channel: str | None = None,
        **paging: Any,
    ) -> dict[str, Any]:
        context = context_of(info)
        seen_in = _channel(context, channel)
        conditions = {"filter": filter, "where": where, "search": search, "sort_by": sort_by}
        unknown = channel is not None and seen_in is None
        products = [] if unknown else list(context.state.products.values())
        found = select_products(context.state, products, seen_in, **conditions)
        return page([InChannel(each, seen_in) for each in found], name="products", **paging)

    @staticmethod
    def resolve_product_variant(
        _root: None,
        info: Any,
        id: str | None = None,
        sku: str | None = None,
        channel: str | None = None,
    ) -> InChannel | None:
        context = context_of(info)
        seen_in = _channel(context, channel)
        found = _by_id_or(context.state.variants, "ProductVariant", id, sku=sku)
        if found is None or not _may_see_variant(context, found, seen_in):
            return None
        return InChannel(found, seen_in)

    @staticmethod
    def resolve_product_variants(
        _root: None,
        info: Any,
        ids: list[str] | None = None,
        channel: str | None = None,
        **paging: Any,
    ) -> dict[str, Any]:
        context = context_of(info)
        seen_in = _channel(context, channel)
        found = [
            InChannel(each, seen_in)
            for each in context.state.variants.values()
            if _may_see_variant(context, each, seen_in)
            and (ids is None or global_id_of(each) in ids)
        ]
        return page(found, name="productVariants", **paging)

    @staticmethod
    def resolve_collection(
        _root: None,
        info: Any,
        id: str | None = None,
        slug: str | None = None,
        channel: str | None = None,
    ) -> InChannel | None:
        context = context_of(info)
        seen_in = _channel(context, channel)
        found = _by_id_or(context.state.collections, "Collection", id, slug=slug)
        return InChannel(found, seen_in) if found else None

    @staticmethod
    def resolve_collections(
        _root: None,
        info: Any,
        filter: Any = None,
        sort_by: Any = None,
        channel: str | None = None,
        **paging: Any,
    ) -> dict[str, Any]:
        context = context_of(info)
        seen_in = _channel(context, channel)
        found = [each for each in context.state.collections.values() if _meets(each, filter or {})]
        if sort_by:
            by_size = sort_by["field"].value == "PRODUCT_COUNT"
            found.sort(
                key=lambda each: (len(each.product_pks) if by_size else 0, each.name),
                reverse=sort_by["direction"].value == "DESC",
            )
        return page([InChannel(each, seen_in) for each in found], name="collections", **paging)


def _channel(context: StoreContext, slug: str | None) -> records.Channel | None:
    """Return the channel to look at; only who manages the catalogue may leave it out."""
    if slug is None and not context.requestor.has(*_CATALOGUE_PERMISSIONS):
        channels = list(context.state.channels.values())
        if len(channels) > 1:
            message = (
                "You need to provide channel slug or ID. "
                "There is more than one channel in the store."
            )
            raise RequestError(message, "GraphQLError")
        return channels[0]
    return context.state.channel_by_slug(slug)


def _by_id_or(
    rows: Mapping[Any, Any], type_name: str, global_id: str | None, **other: str | None
) -> Any | None:
    if global_id:
        return find_or_none(rows, global_id, type_name)
    ((name, wanted),) = other.items()
    return next((each for each in rows.values() if getattr(each, name) == wanted), None)


def _may_see(
    context: StoreContext, product: records.Product, channel: records.Channel | None
) -> bool:
    if context.requestor.has(*_CATALOGUE_PERMISSIONS):
        return True
    return channel is not None and is_listed(context.state, product, channel)


def _may_see_variant(
    context: StoreContext, variant: records.Variant, channel: records.Channel | None
) -> bool:
    if context.requestor.has(*_CATALOGUE_PERMISSIONS):
        return True
    return channel is not None and channel.slug in variant.listings


def _meets(collection: records.Collection, conditions: Any) -> bool:
    ids, slugs = conditions.get("ids"), conditions.get("slugs")
    search = (conditions.get("search") or "").lower()
    return (
        (ids is None or global_id_of(collection) in ids)
        and (slugs is None or collection.slug in slugs)
        and search in collection.name.lower()
    )
