"""Checkouts and orders."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from saleor_personal_shopper.demo.store.records.base import WithMetadata
from saleor_personal_shopper.demo.store.records.people import Address


@dataclass
class CheckoutLine(WithMetadata):
    pk: str
    variant_pk: int
    quantity: int
    price_override: Decimal | None = None
    price_override_reason: str | None = None


@dataclass
class Delivery:
    pk: str
    shipping_method_pk: int
    is_valid: bool = True


@dataclass
class Checkout(WithMetadata):
    pk: str
    channel_pk: int
    created: datetime
    last_change: datetime
    lines: list[CheckoutLine] = field(default_factory=list)
    email: str | None = None
    user_pk: int | None = None
    language_code: str = "EN"
    note: str = ""
    shipping_address: Address | None = None
    billing_address: Address | None = None
    deliveries: list[Delivery] = field(default_factory=list)
    delivery_pk: str | None = None
    deliveries_stale_at: datetime | None = None
    payment_amount: Decimal | None = None

    @property
    def delivery(self) -> Delivery | None:
        return next((each for each in self.deliveries if each.pk == self.delivery_pk), None)


@dataclass
class OrderLine(WithMetadata):
    pk: str
    variant_pk: int
    product_name: str
    variant_name: str
    product_sku: str
    quantity: int
    unit_price: Decimal
    undiscounted_unit_price: Decimal
    price_override_reason: str | None = None


@dataclass
class FulfillmentLine:
    pk: int
    order_line_pk: str
    quantity: int


@dataclass
class Fulfillment(WithMetadata):
    pk: int
    fulfillment_order: int
    status: str
    lines: list[FulfillmentLine]
    created: datetime
    total_refunded_amount: Decimal | None = None


@dataclass
class Order(WithMetadata):
    pk: str
    number: int
    channel_pk: int
    checkout_pk: str | None
    status: str
    created: datetime
    updated_at: datetime
    user_email: str
    lines: list[OrderLine]
    shipping_method_name: str
    shipping_price: Decimal
    language_code: str = "EN"
    customer_note: str = ""
    user_pk: int | None = None
    shipping_address: Address | None = None
    billing_address: Address | None = None
    total_charged: Decimal = Decimal(0)
    total_refunded: Decimal = Decimal(0)
    fulfillments: list[Fulfillment] = field(default_factory=list)

    @property
    def subtotal(self) -> Decimal:
        return sum((line.unit_price * line.quantity for line in self.lines), Decimal(0))

    @property
    def total(self) -> Decimal:
        return self.subtotal + self.shipping_price
