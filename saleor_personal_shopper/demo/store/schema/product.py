"""Products, categories and collections."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.pricing import is_listed, product_listings, taxed
from saleor_personal_shopper.demo.store.schema.account import AddressInput
from saleor_personal_shopper.demo.store.schema.attributes import Attribute
from saleor_personal_shopper.demo.store.schema.connections import (
    ConnectionField,
    connection_of,
    page,
)
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    context_of,
    record_attribute,
)
from saleor_personal_shopper.demo.store.schema.enums import (
    ThumbnailFormatEnum,
    VariantAttributeScope,
)
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.images import Image, image
from saleor_personal_shopper.demo.store.schema.money import TaxedMoneyRange
from saleor_personal_shopper.demo.store.schema.nodes import Node, ObjectWithMetadata
from saleor_personal_shopper.demo.store.schema.product_filters import (
    ProductFilterInput,
    ProductOrder,
    ProductWhereInput,
    select_products,
)
from saleor_personal_shopper.demo.store.schema.variant import (
    ProductMedia,
    ProductVariant,
    ProductVariantCountableConnection,
)


def image_field() -> graphene.Field:
    image_format = ThumbnailFormatEnum(default_value="ORIGINAL")
    return graphene.Field(Image, size=graphene.Int(), format=image_format)


def editor_js(text: str) -> dict[str, Any]:
    """Return plain text as the EditorJS document that Saleor keeps descriptions in."""
    blocks = [{"type": "paragraph", "data": {"text": part}} for part in text.split("\n")]
    return {"time": 0, "blocks": blocks, "version": "2.24.3"}


class ProductType(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)
    is_shipping_required = graphene.Boolean(required=True)
    variant_attributes = non_null_list(
        Attribute, variant_selection=graphene.Argument(VariantAttributeScope)
    )

    @staticmethod
    def resolve_variant_attributes(
        root: records.ProductType, info: Any, variant_selection: Any = None
    ) -> list[records.Attribute]:
        if variant_selection and variant_selection.value == "NOT_VARIANT_SELECTION":
            return []
        return [context_of(info).state.attributes[pk] for pk in root.variant_attribute_pks]


class Category(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    name = graphene.String(required=True)
    slug = graphene.String(required=True)


class ProductPricingInfo(graphene.ObjectType):
    on_sale = graphene.Boolean()
    display_gross_prices = graphene.Boolean(required=True)
    price_range = graphene.Field(TaxedMoneyRange)
    price_range_undiscounted = graphene.Field(TaxedMoneyRange)


class Product(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)
        default_resolver = record_attribute

    name = graphene.String(required=True)
    description = graphene.JSONString()
    product_type = graphene.Field(ProductType, required=True)
    slug = graphene.String(required=True)
    category = graphene.Field(Category)
    created = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    default_variant = graphene.Field(ProductVariant)
    rating = graphene.Float()
    channel = graphene.String()
    thumbnail = image_field()
    pricing = graphene.Field(ProductPricingInfo, address=AddressInput())
    is_available = graphene.Boolean(address=AddressInput())
    variants = non_null_list(ProductVariant)
    product_variants = ConnectionField(ProductVariantCountableConnection)
    media = non_null_list(ProductMedia)
    collections = non_null_list(lambda: Collection)
    is_available_for_purchase = graphene.Boolean()

    @staticmethod
    def resolve_description(root: InChannel, _info: Any) -> dict[str, Any]:
        return editor_js(root.record.description)

    @staticmethod
    def resolve_product_type(root: InChannel, info: Any) -> records.ProductType:
        return context_of(info).state.product_types[root.record.product_type_pk]

    @staticmethod
    def resolve_category(root: InChannel, info: Any) -> records.Category:
        return context_of(info).state.categories[root.record.category_pk]

    @staticmethod
    def resolve_default_variant(root: InChannel, info: Any) -> InChannel | None:
        variants = _variants(root, info)
        return variants[0] if variants else None

    @staticmethod
    def resolve_channel(root: InChannel, _info: Any) -> str | None:
        return root.channel.slug if root.channel else None

    @staticmethod
    def resolve_thumbnail(
        root: InChannel, info: Any, format: Any, size: int | None = None
    ) -> dict[str, Any]:
        context = context_of(info)
        first = context.state.media[root.record.media_pks[0]]
        return image(context.store, first.file, first.alt, size)

    @staticmethod
    def resolve_pricing(root: InChannel, info: Any, **_address: Any) -> dict[str, Any] | None:
        if root.channel is None:
            return None
        listings = product_listings(context_of(info).state, root.record, root.channel)
        if not listings:
            return None
        prices = [each.price for each in listings]
        undiscounted = [each.undiscounted_price for each in listings]
        return {
            "on_sale": any(each.price < each.undiscounted_price for each in listings),
            "display_gross_prices": True,
            "price_range": _range(prices, root.channel),
            "price_range_undiscounted": _range(undiscounted, root.channel),
        }

    @staticmethod
    def resolve_is_available(root: InChannel, info: Any, **_address: Any) -> bool:
        return _is_for_sale(root, info)

    @staticmethod
    def resolve_is_available_for_purchase(root: InChannel, info: Any) -> bool:
        return _is_for_sale(root, info)

    @staticmethod
    def resolve_variants(root: InChannel, info: Any) -> list[InChannel]:
        return _variants(root, info)

    @staticmethod
    def resolve_product_variants(root: InChannel, info: Any, **paging: Any) -> dict[str, Any]:
        return page(_variants(root, info), name="productVariants", **paging)

    @staticmethod
    def resolve_media(root: InChannel, info: Any) -> list[records.Media]:
        return [context_of(info).state.media[pk] for pk in root.record.media_pks]

    @staticmethod
    def resolve_collections(root: InChannel, info: Any) -> list[InChannel]:
        return [
            InChannel(each, root.channel)
            for each in context_of(info).state.collections.values()
            if root.record.pk in each.product_pks
        ]


ProductCountableConnection = connection_of(Product)


class Collection(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)
        default_resolver = record_attribute

    name = graphene.String(required=True)
    description = graphene.JSONString()
    slug = graphene.String(required=True)
    channel = graphene.String()
    products = ConnectionField(
        ProductCountableConnection,
        filter=ProductFilterInput(),
        where=ProductWhereInput(),
        search=graphene.String(),
        sort_by=ProductOrder(),
    )
    background_image = image_field()

    @staticmethod
    def resolve_description(root: InChannel, _info: Any) -> dict[str, Any]:
        return editor_js(root.record.description)

    @staticmethod
    def resolve_channel(root: InChannel, _info: Any) -> str | None:
        return root.channel.slug if root.channel else None

    @staticmethod
    def resolve_products(
        root: InChannel,
        info: Any,
        filter: Any = None,
        where: Any = None,
        search: str | None = None,
        sort_by: Any = None,
        **paging: Any,
    ) -> dict[str, Any]:
        state = context_of(info).state
        products = [state.products[pk] for pk in root.record.product_pks]
        conditions = {"filter": filter, "where": where, "search": search, "sort_by": sort_by}
        found = select_products(state, products, root.channel, **conditions)
        return page([InChannel(each, root.channel) for each in found], name="products", **paging)

    @staticmethod
    def resolve_background_image(
        root: InChannel, info: Any, format: Any, size: int | None = None
    ) -> dict[str, Any]:
        return image(context_of(info).store, root.record.image, root.record.name, size)


CollectionCountableConnection = connection_of(Collection)


def _variants(root: InChannel, info: Any) -> list[InChannel]:
    """Return the variants; those without a price in the channel are not shown in it."""
    variants = [context_of(info).state.variants[pk] for pk in root.record.variant_pks]
    slug = root.channel.slug if root.channel else None
    return [InChannel(each, root.channel) for each in variants if not slug or slug in each.listings]


def _is_for_sale(root: InChannel, info: Any) -> bool:
    state = context_of(info).state
    return root.channel is not None and is_listed(state, root.record, root.channel)


def _range(prices: list[Any], channel: records.Channel) -> dict[str, Any]:
    return {"start": taxed(min(prices), channel), "stop": taxed(max(prices), channel)}
