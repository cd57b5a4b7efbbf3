"""Checkouts. Whoever knows the id may read one; that is Saleor's rule, not an oversight."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import graphene

from saleor_personal_shopper.demo.store import pricing, records
from saleor_personal_shopper.demo.store.pricing import taxed
from saleor_personal_shopper.demo.store.schema.account import Address, User
from saleor_personal_shopper.demo.store.schema.channel import Channel
from saleor_personal_shopper.demo.store.schema.checkout_line import (
    CheckoutLine,
    CheckoutLineProblemInsufficientStock,
    CheckoutLineProblemVariantNotAvailable,
    line_problems,
)
from saleor_personal_shopper.demo.store.schema.connections import (
    ConnectionField,
    connection_of,
    page,
)
from saleor_personal_shopper.demo.store.schema.context import (
    InChannel,
    InCheckout,
    context_of,
)
from saleor_personal_shopper.demo.store.schema.delivery import (
    CheckoutProblemDeliveryMethodInvalid,
    CheckoutProblemDeliveryMethodStale,
    Delivery,
    delivery_problems,
)
from saleor_personal_shopper.demo.store.schema.enums import (
    CheckoutAuthorizeStatusEnum,
    CheckoutChargeStatusEnum,
    LanguageCodeEnum,
)
from saleor_personal_shopper.demo.store.schema.fields import non_null_list
from saleor_personal_shopper.demo.store.schema.money import Money, TaxedMoney
from saleor_personal_shopper.demo.store.schema.nodes import (
    Node,
    ObjectWithMetadata,
    find_or_none,
)


class CheckoutProblem(graphene.Union):
    class Meta:
        types = (
            CheckoutProblemDeliveryMethodStale,
            CheckoutProblemDeliveryMethodInvalid,
            CheckoutLineProblemInsufficientStock,
            CheckoutLineProblemVariantNotAvailable,
        )


class Checkout(graphene.ObjectType):
    class Meta:
        interfaces = (Node, ObjectWithMetadata)

    created = graphene.DateTime(required=True)
    updated_at = graphene.DateTime(required=True)
    user = graphene.Field(User)
    channel = graphene.Field(Channel, required=True)
    billing_address = graphene.Field(Address)
    shipping_address = graphene.Field(Address)
    customer_note = graphene.String(required=True)
    discount = graphene.Field(Money)
    voucher_code = graphene.String()
    email = graphene.String()
    is_shipping_required = graphene.Boolean(required=True)
    quantity = graphene.Int(required=True)
    stock_reservation_expires = graphene.DateTime()
    lines = non_null_list(CheckoutLine, required=True)
    shipping_price = graphene.Field(TaxedMoney, required=True)
    delivery = graphene.Field(Delivery)
    subtotal_price = graphene.Field(TaxedMoney, required=True)
    token = graphene.UUID(required=True)
    total_price = graphene.Field(TaxedMoney, required=True)
    language_code = graphene.Field(LanguageCodeEnum, required=True)
    display_gross_prices = graphene.Boolean(required=True)
    authorize_status = graphene.Field(CheckoutAuthorizeStatusEnum, required=True)
    charge_status = graphene.Field(CheckoutChargeStatusEnum, required=True)
    problems = non_null_list(CheckoutProblem)

    @staticmethod
    def resolve_updated_at(root: records.Checkout, _info: Any) -> Any:
        return root.last_change

    @staticmethod
    def resolve_user(root: records.Checkout, info: Any) -> records.User | None:
        context = context_of(info)
        user = context.state.users.get(root.user_pk or 0)
        if user and context.requestor.user is not user:
            context.requestor.require("MANAGE_USERS", "HANDLE_PAYMENTS", "HANDLE_TAXES", "OWNER")
        return user

    @staticmethod
    def resolve_channel(root: records.Checkout, info: Any) -> records.Channel:
        return _channel(root, info)

    @staticmethod
    def resolve_customer_note(root: records.Checkout, _info: Any) -> str:
        return root.note

    @staticmethod
    def resolve_discount(root: records.Checkout, info: Any) -> pricing.Money:
        return taxed(Decimal(0), _channel(root, info)).gross

    @staticmethod
    def resolve_is_shipping_required(root: records.Checkout, _info: Any) -> bool:
        return bool(root.lines)

    @staticmethod
    def resolve_quantity(root: records.Checkout, _info: Any) -> int:
        return sum(line.quantity for line in root.lines)

    @staticmethod
    def resolve_lines(root: records.Checkout, _info: Any) -> list[InCheckout]:
        return [InCheckout(line, root) for line in root.lines]

    @staticmethod
    def resolve_shipping_price(root: records.Checkout, info: Any) -> pricing.TaxedMoney:
        price = pricing.checkout_shipping_price(context_of(info).state, root)
        return taxed(price, _channel(root, info))

    @staticmethod
    def resolve_delivery(root: records.Checkout, info: Any) -> InChannel | None:
        return InChannel(root.delivery, _channel(root, info)) if root.delivery else None

    @staticmethod
    def resolve_subtotal_price(root: records.Checkout, info: Any) -> pricing.TaxedMoney:
        subtotal = pricing.checkout_subtotal(context_of(info).state, root)
        return taxed(subtotal, _channel(root, info))

    @staticmethod
    def resolve_token(root: records.Checkout, _info: Any) -> str:
        return root.pk

    @staticmethod
    def resolve_total_price(root: records.Checkout, info: Any) -> pricing.TaxedMoney:
        total = pricing.checkout_total(context_of(info).state, root)
        return taxed(total, _channel(root, info))

    @staticmethod
    def resolve_display_gross_prices(_root: records.Checkout, _info: Any) -> bool:
        return True

    @staticmethod
    def resolve_authorize_status(root: records.Checkout, info: Any) -> str:
        return _paid_status(root, info)

    @staticmethod
    def resolve_charge_status(root: records.Checkout, info: Any) -> str:
        return _paid_status(root, info)

    @staticmethod
    def resolve_problems(root: records.Checkout, info: Any) -> list[Any]:
        return [*line_problems(root, info), *delivery_problems(root, info)]


CheckoutCountableConnection = connection_of(Checkout)


class CheckoutQueries(graphene.ObjectType):
    checkout = graphene.Field(Checkout, id=graphene.ID(), token=graphene.UUID())
    checkouts = ConnectionField(CheckoutCountableConnection, channel=graphene.String())

    @staticmethod
    def resolve_checkout(
        _root: None, info: Any, id: str | None = None, token: Any = None
    ) -> records.Checkout | None:
        checkouts = context_of(info).state.checkouts
        if id:
            found: records.Checkout | None = find_or_none(checkouts, id, "Checkout")
            return found
        return checkouts.get(str(token))

    @staticmethod
    def resolve_checkouts(
        _root: None, info: Any, channel: str | None = None, **paging: Any
    ) -> dict[str, Any]:
        context = context_of(info)
        context.requestor.require("MANAGE_CHECKOUTS", "HANDLE_PAYMENTS")
        wanted = context.state.channel_by_slug(channel)
        found = [
            each
            for each in reversed(context.state.checkouts.values())
            if channel is None or (wanted and each.channel_pk == wanted.pk)
        ]
        return page(found, name="checkouts", **paging)


def _channel(checkout: records.Checkout, info: Any) -> records.Channel:
    return context_of(info).state.channels[checkout.channel_pk]


def _paid_status(checkout: records.Checkout, info: Any) -> str:
    paid = checkout.payment_amount or Decimal(0)
    total = pricing.checkout_total(context_of(info).state, checkout)
    if paid >= total:
        return "FULL"
    return "PARTIAL" if paid else "NONE"
