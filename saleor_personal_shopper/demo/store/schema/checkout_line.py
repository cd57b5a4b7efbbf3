"""Checkout lines and what can be wrong with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import pricing, records
from saleor_personal_shopper.demo.store.pricing import taxed
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    InCheckout,
    context_of,
    record_attribute,
)
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.money import Money, TaxedMoney
from saleor_personal_shopper.demo.store.schema.nodes import Node, ObjectWithMetadata
from saleor_personal_shopper.demo.store.schema.variant import ProductVariant
from saleor_personal_shopper.demo.store.stock import shortages


@dataclass(frozen=True)
class ShortLine:
    """A line that asks for more than there is."""

    line: InCheckout
    available_quantity: int


@dataclass(frozen=True)
class OffSaleLine:
    """A line whose variant has no price in the channel any more."""

    line: InCheckout


class CheckoutLineProblemInsufficientStock(graphene.ObjectType):
    class Meta:
        possible_types = (ShortLine,)

    available_quantity = graphene.Int()
    line = graphene.Field(lambda: CheckoutLine, required=True)
    variant = graphene.Field(ProductVariant, required=True)

    @staticmethod
    def resolve_variant(root: ShortLine, info: Any) -> InChannel:
        return _variant(root.line, info)


class CheckoutLineProblemVariantNotAvailable(graphene.ObjectType):
    class Meta:
        possible_types = (OffSaleLine,)

    line = graphene.Field(lambda: CheckoutLine, required=True)


class CheckoutLineProblem(graphene.Union):
    class Meta:
        types = (CheckoutLineProblemInsufficientStock, CheckoutLineProblemVariantNotAvailable)


class CheckoutLine(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)
        default_resolver = record_attribute

    variant = graphene.Field(ProductVariant, required=True)
    quantity = graphene.Int(required=True)
    unit_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_unit_price = graphene.Field(Money, required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    undiscounted_total_price = graphene.Field(Money, required=True)
    requires_shipping = graphene.Boolean(required=True)
    problems = non_null_list(CheckoutLineProblem)
    is_gift = graphene.Boolean()
    price_override_reason = graphene.String()

    @staticmethod
    def resolve_variant(root: InCheckout, info: Any) -> InChannel:
        return _variant(root, info)

    @staticmethod
    def resolve_unit_price(root: InCheckout, info: Any) -> pricing.TaxedMoney:
        return _price(root, info, 1)

    @staticmethod
    def resolve_total_price(root: InCheckout, info: Any) -> pricing.TaxedMoney:
        return _price(root, info, root.record.quantity)

    @staticmethod
    def resolve_undiscounted_unit_price(root: InCheckout, info: Any) -> pricing.Money:
        return _undiscounted(root, info, 1)

    @staticmethod
    def resolve_undiscounted_total_price(root: InCheckout, info: Any) -> pricing.Money:
        return _undiscounted(root, info, root.record.quantity)

    @staticmethod
    def resolve_requires_shipping(_root: InCheckout, _info: Any) -> bool:
        return True

    @staticmethod
    def resolve_problems(root: InCheckout, info: Any) -> list[ShortLine | OffSaleLine]:
        problems = line_problems(root.checkout, info)
        return [each for each in problems if each.line.record is root.record]

    @staticmethod
    def resolve_is_gift(_root: InCheckout, _info: Any) -> bool:
        return False


def line_problems(checkout: records.Checkout, info: Any) -> list[ShortLine | OffSaleLine]:
    state = context_of(info).state
    slug = state.channels[checkout.channel_pk].slug
    off_sale = [
        line for line in checkout.lines if slug not in state.variants[line.variant_pk].listings
    ]
    problems: list[ShortLine | OffSaleLine] = [
        OffSaleLine(InCheckout(line, checkout)) for line in off_sale
    ]
    for short in shortages(state, checkout):
        if short.line not in off_sale:
            problems.append(ShortLine(InCheckout(short.line, checkout), short.available))
    return problems


def _channel(root: InCheckout, info: Any) -> records.Channel:
    return context_of(info).state.channels[root.checkout.channel_pk]


def _variant(root: InCheckout, info: Any) -> InChannel:
    variant = context_of(info).state.variants[root.record.variant_pk]
    return InChannel(variant, _channel(root, info))


def _price(root: InCheckout, info: Any, quantity: int) -> pricing.TaxedMoney:
    channel = _channel(root, info)
    price = pricing.unit_price(context_of(info).state, root.record, channel)
    return taxed(price * quantity, channel)


def _undiscounted(root: InCheckout, info: Any, quantity: int) -> pricing.Money:
    channel = _channel(root, info)
    price = pricing.undiscounted_unit_price(context_of(info).state, root.record, channel)
    return taxed(price * quantity, channel).gross
