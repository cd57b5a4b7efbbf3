"""What staff do with orders."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import orders, records
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.global_ids import pk_of
from saleor_personal_shopper.demo.store.schema.context import InOrder, StoreContext
from saleor_personal_shopper.demo.store.schema.enums import AddressTypeEnum, OrderErrorCode
from saleor_personal_shopper.demo.store.schema.fields import input_list, non_null_list
from saleor_personal_shopper.demo.store.schema.mutations.base import (
    StoreMutation,
    error_type,
    errors_field,
)
from saleor_personal_shopper.demo.store.schema.nodes import find
from saleor_personal_shopper.demo.store.schema.order import Fulfillment, Order
from saleor_personal_shopper.demo.store.schema.scalars import PositiveDecimal

OrderError = error_type(
    "OrderError",
    OrderErrorCode,
    variants=non_null_list(graphene.ID),
    address_type=graphene.Field(AddressTypeEnum),
)


class OrderCancel(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)

    permissions = ("MANAGE_ORDERS",)

    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> OrderCancel:
        order: records.Order = find(context.state.orders, id, "Order")
        orders.cancel(context.state, order)
        _announce(context, order, "ORDER_UPDATED", "ORDER_CANCELLED")
        return cls(order=order)


class OrderMarkAsPaid(StoreMutation):
    class Arguments:
        id = graphene.ID(required=True)
        transaction_reference = graphene.String()

    permissions = ("MANAGE_ORDERS",)

    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(
        cls, context: StoreContext, id: str, transaction_reference: str | None = None
    ) -> OrderMarkAsPaid:
        order: records.Order = find(context.state.orders, id, "Order")
        orders.mark_as_paid(order)
        _announce(context, order, "ORDER_PAID", "ORDER_FULLY_PAID", "ORDER_UPDATED")
        return cls(order=order)


class OrderRefund(StoreMutation):
    class Arguments:
        amount = PositiveDecimal(required=True)
        id = graphene.ID(required=True)

    permissions = ("MANAGE_ORDERS",)

    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, context: StoreContext, amount: Decimal, id: str) -> OrderRefund:
        order: records.Order = find(context.state.orders, id, "Order")
        orders.refund(context.state, order, amount)
        _announce_refund(context, order)
        return cls(order=order)


class OrderRefundLineInput(graphene.InputObjectType):
    order_line_id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)


class OrderRefundProductsInput(graphene.InputObjectType):
    order_lines = input_list(OrderRefundLineInput)
    amount_to_refund = PositiveDecimal()
    include_shipping_costs = graphene.Boolean(default_value=False)


class FulfillmentRefundProducts(StoreMutation):
    class Arguments:
        input = OrderRefundProductsInput(required=True)
        order = graphene.ID(required=True)

    permissions = ("MANAGE_ORDERS",)

    fulfillment = graphene.Field(Fulfillment)
    order = graphene.Field(Order)
    errors = errors_field(OrderError)

    @classmethod
    def perform(cls, context: StoreContext, input: Any, order: str) -> FulfillmentRefundProducts:
        found: records.Order = find(context.state.orders, order, "Order", field="order")
        fulfillment = orders.refund_lines(
            context.state,
            found,
            quantities=_quantities(input.get("order_lines") or []),
            amount=input.get("amount_to_refund"),
            include_shipping=bool(input.get("include_shipping_costs")),
        )
        _announce_refund(context, found)
        return cls(order=found, fulfillment=InOrder(fulfillment, found))


def _quantities(lines: Any) -> dict[str, int]:
    try:
        return {pk_of(line["order_line_id"], "OrderLine"): line["quantity"] for line in lines}
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", str(error), field="orderLineId") from error


def _announce(context: StoreContext, order: records.Order, *names: str) -> None:
    for name in names:
        context.store.announce(name, order, context.requestor)


def _announce_refund(context: StoreContext, order: records.Order) -> None:
    names = ["ORDER_REFUNDED", "ORDER_UPDATED"]
    if order.total_refunded >= order.total:
        names.append("ORDER_FULLY_REFUNDED")
    _announce(context, order, *names)
