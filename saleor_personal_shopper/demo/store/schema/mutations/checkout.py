"""Mutations that bring a checkout to its order: email, addresses, delivery, payment, completion."""

from __future__ import annotations

from typing import Any

import graphene

from saleor_personal_shopper.demo.store import records
from saleor_personal_shopper.demo.store.checkouts import delivery
from saleor_personal_shopper.demo.store.checkouts.completion import (
    order_of_checkout,
    place_order,
)
from saleor_personal_shopper.demo.store.errors import BusinessError, refuse
from saleor_personal_shopper.demo.store.global_ids import pk_of
from saleor_personal_shopper.demo.store.pricing import checkout_total
from saleor_personal_shopper.demo.store.schema.account import AddressInput, address_of
from saleor_personal_shopper.demo.store.schema.checkout import Checkout
from saleor_personal_shopper.demo.store.schema.context import InChannel, StoreContext
from saleor_personal_shopper.demo.store.schema.delivery import Delivery
from saleor_personal_shopper.demo.store.schema.enums import (
    DeliveryOptionsCalculateErrorCode,
    PaymentErrorCode,
)
from saleor_personal_shopper.demo.store.schema.fields import input_list, non_null_list
from saleor_personal_shopper.demo.store.schema.mutations.base import error_type, errors_field
from saleor_personal_shopper.demo.store.schema.mutations.checkout_lines import (
    CheckoutError,
    CheckoutMutation,
)
from saleor_personal_shopper.demo.store.schema.nodes import MetadataInput, as_dict, find
from saleor_personal_shopper.demo.store.schema.order import Order
from saleor_personal_shopper.demo.store.schema.scalars import PositiveDecimal

# Saleor's built-in gateway for trying things out.
DUMMY_GATEWAY = "mirumee.payments.dummy"


def _changed(context: StoreContext, checkout: records.Checkout) -> records.Checkout:
    context.store.announce("CHECKOUT_UPDATED", checkout, context.requestor)
    return checkout


class CheckoutEmailUpdate(CheckoutMutation):
    class Arguments:
        email = graphene.String(required=True)
        id = graphene.ID()
        token = graphene.UUID()

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls, context: StoreContext, email: str, id: str | None = None, token: Any = None
    ) -> CheckoutEmailUpdate:
        checkout = cls.find_checkout(context, id, token)
        if not email:
            raise refuse("REQUIRED", "This field cannot be blank.", field="email")
        if "@" not in email:
            raise refuse("INVALID", "Enter a valid email address.", field="email")
        checkout.email = email
        checkout.last_change = records.now()
        return cls(checkout=_changed(context, checkout))


class CheckoutShippingAddressUpdate(CheckoutMutation):
    class Arguments:
        id = graphene.ID()
        token = graphene.UUID()
        shipping_address = AddressInput(required=True)

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls, context: StoreContext, shipping_address: Any, id: str | None = None, token: Any = None
    ) -> CheckoutShippingAddressUpdate:
        checkout = cls.find_checkout(context, id, token)
        address = address_of(context.state, shipping_address)
        delivery.set_shipping_address(checkout, address)
        return cls(checkout=_changed(context, checkout))


class CheckoutBillingAddressUpdate(CheckoutMutation):
    class Arguments:
        billing_address = AddressInput(required=True)
        id = graphene.ID()
        token = graphene.UUID()

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls, context: StoreContext, billing_address: Any, id: str | None = None, token: Any = None
    ) -> CheckoutBillingAddressUpdate:
        checkout = cls.find_checkout(context, id, token)
        address = address_of(context.state, billing_address)
        delivery.check_address(address)
        checkout.billing_address = address
        checkout.last_change = records.now()
        return cls(checkout=_changed(context, checkout))


class CheckoutCustomerNoteUpdate(CheckoutMutation):
    class Arguments:
        customer_note = graphene.String(required=True)
        id = graphene.ID(required=True)

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls, context: StoreContext, customer_note: str, id: str
    ) -> CheckoutCustomerNoteUpdate:
        checkout = cls.find_checkout(context, id)
        checkout.note = customer_note
        return cls(checkout=_changed(context, checkout))


DeliveryOptionsCalculateError = error_type(
    "DeliveryOptionsCalculateError", DeliveryOptionsCalculateErrorCode
)


class DeliveryOptionsCalculate(CheckoutMutation):
    class Arguments:
        id = graphene.ID(required=True)

    on_error = {"deliveries": []}

    deliveries = non_null_list(Delivery, required=True)
    errors = errors_field(DeliveryOptionsCalculateError)

    @classmethod
    def perform(cls, context: StoreContext, id: str) -> DeliveryOptionsCalculate:
        checkout = cls.find_checkout(context, id)
        channel = context.state.channels[checkout.channel_pk]
        options = delivery.calculate_options(context.state, checkout)
        return cls(deliveries=[InChannel(each, channel) for each in options])


class CheckoutDeliveryMethodUpdate(CheckoutMutation):
    class Arguments:
        delivery_method_id = graphene.ID()
        id = graphene.ID()
        token = graphene.UUID()

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls,
        context: StoreContext,
        delivery_method_id: str | None = None,
        id: str | None = None,
        token: Any = None,
    ) -> CheckoutDeliveryMethodUpdate:
        checkout = cls.find_checkout(context, id, token)
        delivery.choose(checkout, _delivery_pk(delivery_method_id))
        return cls(checkout=_changed(context, checkout))


PaymentError = error_type("PaymentError", PaymentErrorCode, variants=non_null_list(graphene.ID))


class PaymentInput(graphene.InputObjectType):
    gateway = graphene.String(required=True)
    token = graphene.String()
    amount = PositiveDecimal()


class CheckoutPaymentCreate(CheckoutMutation):
    """Pays by Saleor's dummy gateway; the money is taken when the checkout is completed."""

    class Arguments:
        id = graphene.ID()
        input = PaymentInput(required=True)
        token = graphene.UUID()

    checkout = graphene.Field(Checkout)
    errors = errors_field(PaymentError)

    @classmethod
    def perform(
        cls, context: StoreContext, input: Any, id: str | None = None, token: Any = None
    ) -> CheckoutPaymentCreate:
        checkout = cls.find_checkout(context, id, token)
        if input["gateway"] != DUMMY_GATEWAY:
            message = f"The gateway {input['gateway']} is not available for this checkout."
            raise refuse("NOT_SUPPORTED_GATEWAY", message, field="gateway")
        total = checkout_total(context.state, checkout)
        amount = input.get("amount", total)
        if amount != total:
            message = "Partial payments are not allowed, amount should be equal checkout's total."
            raise refuse("PARTIAL_PAYMENT_NOT_ALLOWED", message)
        checkout.payment_amount = amount
        return cls(checkout=checkout)


class CheckoutComplete(CheckoutMutation):
    class Arguments:
        id = graphene.ID()
        metadata = input_list(MetadataInput)
        token = graphene.UUID()

    on_error = {"confirmation_needed": False}

    order = graphene.Field(Order)
    confirmation_needed = graphene.Boolean(required=True)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls,
        context: StoreContext,
        id: str | None = None,
        metadata: Any = None,
        token: Any = None,
    ) -> CheckoutComplete:
        """Called again for a completed checkout it gives the same order."""
        try:
            checkout = cls.find_checkout(context, id, token)
        except BusinessError:
            placed = order_of_checkout(context.state, _checkout_pk(id, token))
            if placed is None:
                raise
            return cls(order=placed, confirmation_needed=False)
        order = place_order(context.state, checkout, metadata=as_dict(metadata))
        announce_new_order(context, order)
        return cls(order=order, confirmation_needed=False)


def announce_new_order(context: StoreContext, order: records.Order) -> None:
    names = ["ORDER_CREATED"]
    if order.total_charged >= order.total:
        names += ["ORDER_PAID", "ORDER_FULLY_PAID", "ORDER_UPDATED"]
    for name in names:
        context.store.announce(name, order, context.requestor)


class CheckoutCustomerAttach(CheckoutMutation):
    class Arguments:
        customer_id = graphene.ID()
        id = graphene.ID()
        token = graphene.UUID()

    checkout = graphene.Field(Checkout)
    errors = errors_field(CheckoutError)

    @classmethod
    def perform(
        cls,
        context: StoreContext,
        customer_id: str | None = None,
        id: str | None = None,
        token: Any = None,
    ) -> CheckoutCustomerAttach:
        checkout = cls.find_checkout(context, id, token)
        customer = _customer(context, customer_id)
        if checkout.user_pk is not None:
            message = "You cannot reassign a checkout that is already attached to a user."
            raise refuse("GRAPHQL_ERROR", message, field="id")
        checkout.user_pk = customer.pk
        checkout.email = customer.email
        return cls(checkout=_changed(context, checkout))


def _customer(context: StoreContext, customer_id: str | None) -> records.User:
    if customer_id is None:
        context.requestor.require("AUTHENTICATED_USER", "IMPERSONATE_USER")
        if context.requestor.user is None:
            raise refuse("REQUIRED", "Give a customerId.", field="customerId")
        return context.requestor.user
    context.requestor.require("IMPERSONATE_USER")
    customer: records.User = find(context.state.users, customer_id, "User", field="customerId")
    return customer


def _delivery_pk(global_id: str | None) -> str | None:
    if global_id is None:
        return None
    try:
        return pk_of(global_id, "CheckoutDelivery")
    except ValueError as error:
        raise refuse("GRAPHQL_ERROR", str(error), field="deliveryMethodId") from error


def _checkout_pk(global_id: str | None, token: Any) -> str:
    return pk_of(global_id, "Checkout") if global_id else str(token)
