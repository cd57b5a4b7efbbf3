"""Orders, their lines and fulfillments."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import orders, pricing, records
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.pricing import taxed
from saleor_personal_shopper.demo.store.schema.account import Address, User
from saleor_personal_shopper.demo.store.schema.channel import Channel
from saleor_personal_shopper.demo.store.schema.connections import connection_of
from saleor_personal_shopper.demo.store.schema.context import (
    InOrder,
    context_of,
    record_attribute,
)
from saleor_personal_shopper.demo.store.schema.enums import (
    FulfillmentStatus,
    LanguageCodeEnum,
    OrderAuthorizeStatusEnum,
    OrderChargeStatusEnum,
    OrderGrantedRefundStatusEnum,
    OrderOriginEnum,
    OrderStatus,
    PaymentChargeStatusEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.money import Money, TaxedMoney
from saleor_personal_shopper.demo.store.schema.nodes import Node, ObjectWithMetadata
from saleor_personal_shopper.demo.store.schema.order_line import OrderLine


class FulfillmentLine(graphene.ObjectType):
    class Meta:
        interfaces = (Node,)
        default_resolver = record_attribute

    quantity = graphene.Int(required=True)
    order_line = graphene.Field(OrderLine)

    @staticmethod
    def resolve_order_line(root: InOrder, _info: Any) -> InOrder | None:
        lines = (each for each in root.order.lines if each.pk == root.record.order_line_pk)
        line = next(lines, None)
        return InOrder(line, root.order) if line else None


class Fulfillment(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)
        default_resolver = record_attribute

    fulfillment_order = graphene.Int(required=True)
    status = graphene.Field(FulfillmentStatus, required=True)
    created = graphene.DateTime(required=True)
    lines = non_null_list(FulfillmentLine)
    total_refunded_amount = graphene.Field(Money)

    @staticmethod
    def resolve_lines(root: InOrder, _info: Any) -> list[InOrder]:
        return [InOrder(line, root.order) for line in root.record.lines]

    @staticmethod
    def resolve_total_refunded_amount(root: InOrder, info: Any) -> pricing.Money | None:
        amount = root.record.total_refunded_amount
        return None if amount is None else _money(root.order, info, amount)


class OrderGrantedRefundLine(graphene.ObjectType):
    id = graphene.ID(required=True)
    quantity = graphene.Int(required=True)
    order_line = graphene.Field(OrderLine, required=True)


class OrderGrantedRefund(graphene.ObjectType):
    id = graphene.ID(required=True)
    status = graphene.Field(OrderGrantedRefundStatusEnum, required=True)
    lines = non_null_list(OrderGrantedRefundLine)


class Order(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    created = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    status = graphene.Field(OrderStatus, required=True)
    user = graphene.Field(User)
    billing_address = graphene.Field(Address)
    shipping_address = graphene.Field(Address)
    shipping_method_name = graphene.String()
    channel = graphene.Field(Channel, required=True)
    fulfillments = non_null_list(Fulfillment, required=True)
    lines = non_null_list(OrderLine, required=True)
    number = graphene.String(required=True)
    origin = graphene.Field(OrderOriginEnum, required=True)
    is_paid = graphene.Boolean(required=True)
    payment_status = graphene.Field(PaymentChargeStatusEnum, required=True)
    authorize_status = graphene.Field(OrderAuthorizeStatusEnum, required=True)
    charge_status = graphene.Field(OrderChargeStatusEnum, required=True)
    total = graphene.Field(TaxedMoney, required=True)
    undiscounted_total = graphene.Field(TaxedMoney, required=True)
    shipping_price = graphene.Field(TaxedMoney, required=True)
    subtotal = graphene.Field(TaxedMoney, required=True)
    total_charged = graphene.Field(Money, required=True)
    total_refunded = graphene.Field(Money, required=True)
    total_balance = graphene.Field(Money, required=True)
    user_email = graphene.String()
    customer_note = graphene.String(required=True)
    language_code_enum = graphene.Field(LanguageCodeEnum, required=True)
    checkout_id = graphene.ID()
    granted_refunds = non_null_list(OrderGrantedRefund, required=True)

    @staticmethod
    def resolve_user(root: records.Order, info: Any) -> records.User | None:
        context = context_of(info)
        user = context.state.users.get(root.user_pk or 0)
        if user and context.requestor.user is not user:
            permissions = ("MANAGE_USERS", "MANAGE_ORDERS", "HANDLE_PAYMENTS", "OWNER")
            context.requestor.require(*permissions)
        return user

    @staticmethod
    def resolve_channel(root: records.Order, info: Any) -> records.Channel:
        return _channel(root, info)

    @staticmethod
    def resolve_fulfillments(root: records.Order, _info: Any) -> list[InOrder]:
        return [InOrder(each, root) for each in root.fulfillments]

    @staticmethod
    def resolve_lines(root: records.Order, _info: Any) -> list[InOrder]:
        return [InOrder(line, root) for line in root.lines]

    @staticmethod
    def resolve_number(root: records.Order, _info: Any) -> str:
        return str(root.number)

    @staticmethod
    def resolve_origin(_root: records.Order, _info: Any) -> str:
        return "CHECKOUT"

    @staticmethod
    def resolve_is_paid(root: records.Order, _info: Any) -> bool:
        """A refund makes a paid order look unpaid again, in Saleor too."""
        return root.total_charged - root.total_refunded >= root.total

    @staticmethod
    def resolve_payment_status(root: records.Order, _info: Any) -> str:
        return orders.payment_status(root)

    @staticmethod
    def resolve_authorize_status(root: records.Order, _info: Any) -> str:
        status = orders.charge_status(root)
        return "FULL" if status == "OVERCHARGED" else status

    @staticmethod
    def resolve_charge_status(root: records.Order, _info: Any) -> str:
        return orders.charge_status(root)

    @staticmethod
    def resolve_total(root: records.Order, info: Any) -> pricing.TaxedMoney:
        return taxed(root.total, _channel(root, info))

    @staticmethod
    def resolve_undiscounted_total(root: records.Order, info: Any) -> pricing.TaxedMoney:
        lines = (line.undiscounted_unit_price * line.quantity for line in root.lines)
        return taxed(sum(lines, root.shipping_price), _channel(root, info))

    @staticmethod
    def resolve_shipping_price(root: records.Order, info: Any) -> pricing.TaxedMoney:
        return taxed(root.shipping_price, _channel(root, info))

    @staticmethod
    def resolve_subtotal(root: records.Order, info: Any) -> pricing.TaxedMoney:
        return taxed(root.subtotal, _channel(root, info))

    @staticmethod
    def resolve_total_charged(root: records.Order, info: Any) -> pricing.Money:
        return _money(root, info, root.total_charged - root.total_refunded)

    @staticmethod
    def resolve_total_refunded(root: records.Order, info: Any) -> pricing.Money:
        return _money(root, info, root.total_refunded)

    @staticmethod
    def resolve_total_balance(root: records.Order, info: Any) -> pricing.Money:
        return _money(root, info, root.total_charged - root.total_refunded - root.total)

    @staticmethod
    def resolve_language_code_enum(root: records.Order, _info: Any) -> str:
        return root.language_code

    @staticmethod
    def resolve_checkout_id(root: records.Order, _info: Any) -> str | None:
        return to_global_id("Checkout", root.checkout_pk) if root.checkout_pk else None

    @staticmethod
    def resolve_granted_refunds(_root: records.Order, info: Any) -> list[Any]:
        """None: the demo refunds by REFUNDED fulfillments, Saleor's way without transactions."""
        context_of(info).requestor.require("MANAGE_ORDERS")
        return []


OrderCountableConnection = connection_of(Order)


def _channel(order: records.Order, info: Any) -> records.Channel:
    return context_of(info).state.channels[order.channel_pk]


def _money(order: records.Order, info: Any, amount: Decimal) -> pricing.Money:
    return taxed(amount, _channel(order, info)).gross
