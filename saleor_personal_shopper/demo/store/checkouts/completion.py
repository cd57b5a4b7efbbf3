"""Turning a checkout into an order."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from saleor_personal_shopper.demo.store.errors import BusinessError, Problem, refuse
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.pricing import (
    checkout_total,
    shipping_method_of,
    undiscounted_unit_price,
    unit_price,
)
from saleor_personal_shopper.demo.store.records import (
    Channel,
    Checkout,
    CheckoutLine,
    Order,
    OrderLine,
    State,
    new_uuid,
    now,
)
from saleor_personal_shopper.demo.store.stock import allocate, available_quantity


def order_of_checkout(state: State, checkout_pk: str) -> Order | None:
    return next((each for each in state.orders.values() if each.checkout_pk == checkout_pk), None)


def place_order(state: State, checkout: Checkout, *, metadata: Mapping[str, str]) -> Order:
    """Make the order, set its stock aside and delete the checkout; nothing changes on refusal."""
    _check_complete(state, checkout)
    order = _order(state, checkout)
    order.metadata.update(metadata)
    quantities: dict[int, int] = {}
    for line in order.lines:
        quantities[line.variant_pk] = quantities.get(line.variant_pk, 0) + line.quantity
    allocate(state, quantities)
    state.orders[order.pk] = order
    del state.checkouts[checkout.pk]
    return order


def _check_complete(state: State, checkout: Checkout) -> None:
    if not checkout.email:
        raise refuse("EMAIL_NOT_SET", "Checkout email must be set.", field="email")
    if not checkout.lines:
        message = "Cannot complete checkout without lines."
        raise refuse("NO_LINES", message, field="lines")
    if checkout.delivery is None:
        message = "Shipping method is not set"
        raise refuse("SHIPPING_METHOD_NOT_SET", message, field="shippingMethod")
    if checkout.shipping_address is None:
        message = "Shipping address is not set"
        raise refuse("SHIPPING_ADDRESS_NOT_SET", message, field="shippingAddress")
    if not checkout.delivery.is_valid:
        message = "Delivery method is not valid for your shipping address"
        raise refuse("INVALID_SHIPPING_METHOD", message, field="shippingMethod")
    if checkout.billing_address is None:
        message = "Billing address is not set"
        raise refuse("BILLING_ADDRESS_NOT_SET", message, field="billingAddress")
    _check_paid(state, checkout)
    _check_stock(state, checkout)


def _check_paid(state: State, checkout: Checkout) -> None:
    channel = state.channels[checkout.channel_pk]
    paid = checkout.payment_amount or Decimal(0)
    if not channel.allow_unpaid_orders and paid < checkout_total(state, checkout):
        message = "Provided payment methods can not cover the checkout's total amount"
        raise refuse("CHECKOUT_NOT_FULLY_PAID", message)


def _amount_taken(checkout: Checkout, channel: Channel) -> Decimal:
    """Where unpaid orders are allowed, Saleor leaves a payment of the checkout alone."""
    paid = checkout.payment_amount or Decimal(0)
    return Decimal(0) if channel.allow_unpaid_orders else paid


def _check_stock(state: State, checkout: Checkout) -> None:
    """Check each line by itself, as Saleor does: several lines of one variant can be oversold."""
    variants = [(line, state.variants[line.variant_pk]) for line in checkout.lines]
    short = [each for line, each in variants if line.quantity > available_quantity(each)]
    if short:
        names = ", ".join(each.name for each in short)
        ids = [to_global_id("ProductVariant", each.pk) for each in short]
        message = f"Insufficient product stock: {names}"
        raise BusinessError(
            Problem(code="INSUFFICIENT_STOCK", message=message, field="lines", variants=ids)
        )


def _order(state: State, checkout: Checkout) -> Order:
    channel = state.channels[checkout.channel_pk]
    assert checkout.delivery is not None  # _check_complete has seen to it
    method = shipping_method_of(checkout.delivery, channel)
    moment = now()
    taken = _amount_taken(checkout, channel)
    return Order(
        pk=new_uuid(),
        number=state.next_pk("order_number"),
        channel_pk=channel.pk,
        checkout_pk=checkout.pk,
        status="UNFULFILLED" if taken else "UNCONFIRMED",
        created=moment,
        updated_at=moment,
        user_email=checkout.email or "",
        user_pk=checkout.user_pk,
        lines=[_order_line(state, line, channel) for line in checkout.lines],
        shipping_method_name=method.name,
        shipping_price=method.price,
        language_code=checkout.language_code,
        customer_note=checkout.note,
        shipping_address=checkout.shipping_address,
        billing_address=checkout.billing_address,
        total_charged=taken,
        metadata=dict(checkout.metadata),
        private_metadata=dict(checkout.private_metadata),
    )


def _order_line(state: State, line: CheckoutLine, channel: Channel) -> OrderLine:
    variant = state.variants[line.variant_pk]
    return OrderLine(
        pk=new_uuid(),
        variant_pk=variant.pk,
        product_name=state.products[variant.product_pk].name,
        variant_name=variant.name,
        product_sku=variant.sku,
        quantity=line.quantity,
        unit_price=unit_price(state, line, channel),
        undiscounted_unit_price=undiscounted_unit_price(state, line, channel),
        price_override_reason=line.price_override_reason,
        metadata=dict(line.metadata),
        private_metadata=dict(line.private_metadata),
    )
