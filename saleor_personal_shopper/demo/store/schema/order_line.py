"""Order lines: what was bought, at the price it had then."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import pricing
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.orders import open_quantity
from saleor_personal_shopper.demo.store.pricing import taxed
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    InOrder,
    context_of,
    record_attribute,
)
from saleor_personal_shopper.demo.store.schema.images import image
from saleor_personal_shopper.demo.store.schema.money import TaxedMoney
from saleor_personal_shopper.demo.store.schema.nodes import Node, ObjectWithMetadata
from saleor_personal_shopper.demo.store.schema.product import image_field
from saleor_personal_shopper.demo.store.schema.variant import ProductVariant


class OrderLine(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)
        default_resolver = record_attribute

    product_name = graphene.String(required=True)
    variant_name = graphene.String(required=True)
    product_sku = graphene.String()
    product_variant_id = graphene.String()
    is_shipping_required = graphene.Boolean(required=True)
    quantity = graphene.Int(required=True)
    quantity_fulfilled = graphene.Int(required=True)
    quantity_to_fulfill = graphene.Int(required=True)
    thumbnail = image_field()
    unit_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_unit_price = graphene.Field(TaxedMoney, required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    price_override_reason = graphene.String()
    variant = graphene.Field(ProductVariant)

    @staticmethod
    def resolve_product_variant_id(root: InOrder, _info: Any) -> str:
        return to_global_id("ProductVariant", root.record.variant_pk)

    @staticmethod
    def resolve_is_shipping_required(_root: InOrder, _info: Any) -> bool:
        return True

    @staticmethod
    def resolve_quantity_fulfilled(root: InOrder, _info: Any) -> int:
        """Refunded pieces count as fulfilled, as they do in Saleor."""
        return int(root.record.quantity) - open_quantity(root.order, root.record)

    @staticmethod
    def resolve_quantity_to_fulfill(root: InOrder, _info: Any) -> int:
        return open_quantity(root.order, root.record)

    @staticmethod
    def resolve_thumbnail(
        root: InOrder, info: Any, format: Any, size: int | None = None
    ) -> dict[str, Any]:
        context = context_of(info)
        media_pk = context.state.variants[root.record.variant_pk].media_pks[0]
        media = context.state.media[media_pk]
        return image(context.store, media.file, media.alt, size)

    @staticmethod
    def resolve_unit_price(root: InOrder, info: Any) -> pricing.TaxedMoney:
        return _taxed(root, info, root.record.unit_price)

    @staticmethod
    def resolve_undiscounted_unit_price(root: InOrder, info: Any) -> pricing.TaxedMoney:
        return _taxed(root, info, root.record.undiscounted_unit_price)

    @staticmethod
    def resolve_total_price(root: InOrder, info: Any) -> pricing.TaxedMoney:
        return _taxed(root, info, root.record.unit_price * root.record.quantity)

    @staticmethod
    def resolve_variant(root: InOrder, info: Any) -> InChannel:
        state = context_of(info).state
        channel = state.channels[root.order.channel_pk]
        return InChannel(state.variants[root.record.variant_pk], channel)


def _taxed(root: InOrder, info: Any, amount: Any) -> pricing.TaxedMoney:
    return taxed(amount, context_of(info).state.channels[root.order.channel_pk])
