"""Money and the totals of checkouts. The demo's prices include no tax, so net equals gross."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from saleor_personal_shopper.demo.store.records import (
    Channel,
    Checkout,
    CheckoutLine,
    Delivery,
    Listing,
    Product,
    ShippingMethod,
    State,
    Variant,
)


@dataclass(frozen=True)
class Money:
    amount: Decimal
    currency: str


@dataclass(frozen=True)
class TaxedMoney:
    gross: Money

    @property
    def currency(self) -> str:
        return self.gross.currency

    @property
    def net(self) -> Money:
        return self.gross

    @property
    def tax(self) -> Money:
        return Money(Decimal(0), self.currency)


def taxed(amount: Decimal, channel: Channel) -> TaxedMoney:
    return TaxedMoney(gross=Money(amount, channel.currency_code))


def listing_of(variant: Variant, channel: Channel) -> Listing | None:
    return variant.listings.get(channel.slug)


def is_listed(state: State, product: Product, channel: Channel) -> bool:
    """Whether the product is for sale in the channel: one of its variants has a price there."""
    return any(channel.slug in state.variants[pk].listings for pk in product.variant_pks)


def product_listings(state: State, product: Product, channel: Channel) -> list[Listing]:
    variants = (state.variants[pk] for pk in product.variant_pks)
    return [found for each in variants if (found := listing_of(each, channel))]


def unit_price(state: State, line: CheckoutLine, channel: Channel) -> Decimal:
    if line.price_override is not None:
        return line.price_override
    listing = listing_of(state.variants[line.variant_pk], channel)
    return listing.price if listing else Decimal(0)


def undiscounted_unit_price(state: State, line: CheckoutLine, channel: Channel) -> Decimal:
    if line.price_override is not None:
        return line.price_override
    listing = listing_of(state.variants[line.variant_pk], channel)
    return listing.undiscounted_price if listing else Decimal(0)


def shipping_method_of(delivery: Delivery, channel: Channel) -> ShippingMethod:
    return next(each for each in channel.shipping_methods if each.pk == delivery.shipping_method_pk)


def checkout_subtotal(state: State, checkout: Checkout) -> Decimal:
    channel = state.channels[checkout.channel_pk]
    prices = (unit_price(state, line, channel) * line.quantity for line in checkout.lines)
    return sum(prices, Decimal(0))


def checkout_shipping_price(state: State, checkout: Checkout) -> Decimal:
    if checkout.delivery is None:
        return Decimal(0)
    return shipping_method_of(checkout.delivery, state.channels[checkout.channel_pk]).price


def checkout_total(state: State, checkout: Checkout) -> Decimal:
    return checkout_subtotal(state, checkout) + checkout_shipping_price(state, checkout)
