"""Addresses and delivery options of a checkout."""

from __future__ import annotations

from datetime import timedelta

from saleor_personal_shopper.demo.store.checkouts.lines import touch
from saleor_personal_shopper.demo.store.errors import refuse
from saleor_personal_shopper.demo.store.records import (
    Address,
    Checkout,
    Delivery,
    State,
    new_uuid,
    now,
)

# Saleor's CHECKOUT_DELIVERY_OPTIONS_TTL.
OPTIONS_LIFETIME = timedelta(hours=1)

_REQUIRED = {
    "first_name": "firstName",
    "last_name": "lastName",
    "street_address_1": "streetAddress1",
    "city": "city",
    "postal_code": "postalCode",
    "country": "country",
}


def check_address(address: Address) -> None:
    for name, field in _REQUIRED.items():
        if not getattr(address, name):
            raise refuse("REQUIRED", "This field is required.", field=field)


def set_shipping_address(checkout: Checkout, address: Address) -> None:
    check_address(address)
    checkout.shipping_address = address
    touch(checkout)


def calculate_options(state: State, checkout: Checkout) -> list[Delivery]:
    """Work out the delivery options anew; a chosen option that is no longer served is invalid."""
    channel = state.channels[checkout.channel_pk]
    country = checkout.shipping_address.country if checkout.shipping_address else None
    served = country in channel.countries
    known = {each.shipping_method_pk: each for each in checkout.deliveries}
    fresh = [
        known.get(method.pk) or Delivery(pk=new_uuid(), shipping_method_pk=method.pk)
        for method in channel.shipping_methods
        if served
    ]
    for each in fresh:
        each.is_valid = True
    chosen = checkout.delivery
    if chosen and chosen not in fresh:
        chosen.is_valid = False
    checkout.deliveries = fresh + ([chosen] if chosen and chosen not in fresh else [])
    checkout.deliveries_stale_at = now() + OPTIONS_LIFETIME
    return fresh


def choose(checkout: Checkout, delivery_pk: str | None) -> None:
    """Take the option with this key, or none; refuses what calculate_options did not offer."""
    offered = {each.pk for each in checkout.deliveries if each.is_valid}
    if delivery_pk is not None and delivery_pk not in offered:
        message = "This shipping method is not applicable."
        raise refuse("DELIVERY_METHOD_NOT_APPLICABLE", message, field="deliveryMethodId")
    checkout.delivery_pk = delivery_pk
    checkout.last_change = now()
