"""Delivery options of a checkout and what can be wrong with the chosen one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import pricing, records
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    context_of,
    record_attribute,
)
from saleor_personal_shopper.demo.store.schema.money import Money
from saleor_personal_shopper.demo.store.schema.nodes import Node, ObjectWithMetadata


@dataclass(frozen=True)
class StaleDelivery:
    """Cart or address changed after the options were worked out."""

    delivery: InChannel


@dataclass(frozen=True)
class InvalidDelivery:
    """The chosen option is not served any more."""

    delivery: InChannel


class ShippingMethod(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)
        default_resolver = record_attribute

    name = graphene.String(required=True)
    maximum_delivery_days = graphene.Int()
    minimum_delivery_days = graphene.Int()
    price = graphene.Field(Money, required=True)
    active = graphene.Boolean(required=True)

    @staticmethod
    def resolve_price(root: InChannel, _info: Any) -> pricing.Money:
        assert root.channel is not None
        return pricing.Money(root.record.price, root.channel.currency_code)

    @staticmethod
    def resolve_active(_root: InChannel, _info: Any) -> bool:
        return True


class Delivery(graphene.ObjectType):
    id = graphene.ID(required=True)
    shipping_method = graphene.Field(ShippingMethod)

    @staticmethod
    def resolve_id(root: InChannel, _info: Any) -> str:
        return to_global_id("CheckoutDelivery", root.record.pk)

    @staticmethod
    def resolve_shipping_method(root: InChannel, _info: Any) -> InChannel:
        assert root.channel is not None
        method = pricing.shipping_method_of(root.record, root.channel)
        return InChannel(method, root.channel)


class CheckoutProblemDeliveryMethodStale(graphene.ObjectType):
    class Meta:
        possible_types = (StaleDelivery,)

    delivery = graphene.Field(Delivery, required=True)


class CheckoutProblemDeliveryMethodInvalid(graphene.ObjectType):
    class Meta:
        possible_types = (InvalidDelivery,)

    delivery = graphene.Field(Delivery, required=True)


def delivery_problems(
    checkout: records.Checkout, info: Any
) -> list[StaleDelivery | InvalidDelivery]:
    if checkout.delivery is None:
        return []
    delivery = InChannel(checkout.delivery, context_of(info).state.channels[checkout.channel_pk])
    problems: list[StaleDelivery | InvalidDelivery] = []
    if checkout.deliveries_stale_at and checkout.deliveries_stale_at < records.now():
        problems.append(StaleDelivery(delivery))
    if not checkout.delivery.is_valid:
        problems.append(InvalidDelivery(delivery))
    return problems
