"""Variants and product pictures."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.pricing import taxed
from saleor_personal_shopper.demo.store.schema.account import AddressInput
from saleor_personal_shopper.demo.store.schema.attributes import (
    SelectedAttribute,
    selected_attributes,
)
from saleor_personal_shopper.demo.store.schema.connections import connection_of
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    context_of,
    record_attribute,
)
from saleor_personal_shopper.demo.store.schema.enums import (
    CountryCode,
    ProductMediaType,
    ThumbnailFormatEnum,
    VariantAttributeScope,
)
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.images import image_url
from saleor_personal_shopper.demo.store.schema.money import TaxedMoney
from saleor_personal_shopper.demo.store.schema.nodes import (
    Node,
    ObjectWithMetadata,
    global_id_of,
)
from saleor_personal_shopper.demo.store.stock import available_quantity, quantity_limit


class ProductMedia(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    alt = graphene.String(required=True)
    type = graphene.Field(ProductMediaType, required=True)
    url = graphene.String(
        required=True,
        size=graphene.Int(),
        format=ThumbnailFormatEnum(default_value="ORIGINAL"),
    )
    product_id = graphene.ID()

    @staticmethod
    def resolve_type(_root: records.Media, _info: Any) -> str:
        return "IMAGE"

    @staticmethod
    def resolve_url(root: records.Media, info: Any, format: Any, size: int | None = None) -> str:
        return image_url(context_of(info).store, root.file, size)

    @staticmethod
    def resolve_product_id(root: records.Media, info: Any) -> str:
        return global_id_of(context_of(info).state.products[root.product_pk])


class VariantPricingInfo(graphene.ObjectType):
    on_sale = graphene.Boolean()
    discount = graphene.Field(TaxedMoney)
    price = graphene.Field(TaxedMoney)
    price_undiscounted = graphene.Field(TaxedMoney)


class Stock(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)

    quantity = graphene.Int(required=True)
    quantity_allocated = graphene.Int(required=True)
    quantity_reserved = graphene.Int(required=True)

    @staticmethod
    def resolve_id(root: dict[str, Any], _info: Any) -> str:
        return str(root["id"])


class ProductVariant(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)
        default_resolver = record_attribute

    name = graphene.String(required=True)
    sku = graphene.String()
    product = graphene.Field(
        "saleor_personal_shopper.demo.store.schema.product.Product", required=True
    )
    track_inventory = graphene.Boolean(required=True)
    quantity_limit_per_customer = graphene.Int()
    channel = graphene.String()
    pricing = graphene.Field(VariantPricingInfo, address=AddressInput())
    attributes = non_null_list(
        SelectedAttribute,
        required=True,
        variant_selection=graphene.Argument(VariantAttributeScope),
    )
    media = non_null_list(ProductMedia)
    stocks = non_null_list(Stock, address=AddressInput(), country_code=CountryCode())
    quantity_available = graphene.Int(address=AddressInput(), country_code=CountryCode())

    @staticmethod
    def resolve_product(root: InChannel, info: Any) -> InChannel:
        return InChannel(context_of(info).state.products[root.record.product_pk], root.channel)

    @staticmethod
    def resolve_track_inventory(_root: InChannel, _info: Any) -> bool:
        return True

    @staticmethod
    def resolve_channel(root: InChannel, _info: Any) -> str | None:
        return root.channel.slug if root.channel else None

    @staticmethod
    def resolve_pricing(root: InChannel, _info: Any, **_address: Any) -> dict[str, Any] | None:
        listing = root.record.listings.get(root.channel.slug) if root.channel else None
        if listing is None or root.channel is None:
            return None
        saved = listing.undiscounted_price - listing.price
        return {
            "on_sale": saved > 0,
            "discount": taxed(saved, root.channel) if saved else None,
            "price": taxed(listing.price, root.channel),
            "price_undiscounted": taxed(listing.undiscounted_price, root.channel),
        }

    @staticmethod
    def resolve_attributes(
        root: InChannel, info: Any, variant_selection: Any = None
    ) -> list[dict[str, Any]]:
        # Every attribute of the demo's variants is one that a customer chooses by.
        if variant_selection and variant_selection.value == "NOT_VARIANT_SELECTION":
            return []
        return selected_attributes(context_of(info).state, root.record)

    @staticmethod
    def resolve_media(root: InChannel, info: Any) -> list[records.Media]:
        return [context_of(info).state.media[pk] for pk in root.record.media_pks]

    @staticmethod
    def resolve_stocks(root: InChannel, info: Any, **_place: Any) -> list[dict[str, Any]]:
        context_of(info).requestor.require("MANAGE_PRODUCTS", "MANAGE_ORDERS")
        variant = root.record
        return [
            {
                "id": to_global_id("Stock", variant.pk),
                "quantity": variant.quantity,
                "quantity_allocated": variant.quantity_allocated,
                "quantity_reserved": 0,
            }
        ]

    @staticmethod
    def resolve_quantity_available(root: InChannel, _info: Any, **_place: Any) -> int:
        return min(available_quantity(root.record), quantity_limit(root.record))


ProductVariantCountableConnection = connection_of(ProductVariant)
