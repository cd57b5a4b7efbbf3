"""Stock as Saleor checks it: when lines change and in `problems` (ordering checks once more)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from saleor_personal_shopper.demo.store.errors import BusinessError, Problem, refuse
from saleor_personal_shopper.demo.store.records import (
    QUANTITY_LIMIT,
    Checkout,
    CheckoutLine,
    State,
    Variant,
)


@dataclass(frozen=True)
class InsufficientStock:
    """A line that asks for more than there is."""

    line: CheckoutLine
    available: int


def available_quantity(variant: Variant) -> int:
    return max(variant.quantity - variant.quantity_allocated, 0)


def quantity_limit(variant: Variant) -> int:
    return variant.quantity_limit_per_customer or QUANTITY_LIMIT


def check_quantities(
    state: State, checkout: Checkout, wanted: Mapping[int, int], *, replace: bool
) -> None:
    """Refuse quantities (by variant) that the stock or the limits do not allow.

    Adding counts what is already in the cart, but of several lines of one variant only the last,
    as Saleor does (warehouse/availability.py); `problems` counts them all.
    """
    for quantity in wanted.values():
        _check_not_below(quantity, lowest=0 if replace else 1)
    in_cart = {line.variant_pk: line.quantity for line in checkout.lines}
    short: list[Problem] = []
    for variant_pk, quantity in wanted.items():
        variant = state.variants[variant_pk]
        total = quantity if replace else quantity + in_cart.get(variant_pk, 0)
        _check_limit(variant, total)
        if total > available_quantity(variant):
            short.append(_shortage(variant))
    if short:
        raise BusinessError(*short)


def _check_not_below(quantity: int, *, lowest: int) -> None:
    if quantity < lowest:
        wording = "higher than zero" if lowest else "higher or equal zero"
        raise refuse("ZERO_QUANTITY", f"The quantity should be {wording}.", field="quantity")


def _check_limit(variant: Variant, quantity: int) -> None:
    limit = quantity_limit(variant)
    if quantity > limit:
        message = f"Cannot add more than {limit} times this item: {variant.name}."
        raise refuse("QUANTITY_GREATER_THAN_LIMIT", message, field="quantity")


def _shortage(variant: Variant) -> Problem:
    left = available_quantity(variant)
    message = f"Could not add items {variant.name}. Only {left} remaining in stock."
    return Problem(code="INSUFFICIENT_STOCK", message=message, field="quantity")


def shortages(state: State, checkout: Checkout) -> list[InsufficientStock]:
    """Return the lines whose variant is short, counting all lines of the variant together."""
    total: dict[int, int] = {}
    for line in checkout.lines:
        total[line.variant_pk] = total.get(line.variant_pk, 0) + line.quantity
    found = []
    for line in checkout.lines:
        available = available_quantity(state.variants[line.variant_pk])
        if total[line.variant_pk] > available:
            found.append(InsufficientStock(line=line, available=available))
    return found


def allocate(state: State, quantities: Mapping[int, int], *, sign: int = 1) -> None:
    """Set stock of each variant aside for an order, or give it back with `sign=-1`."""
    for variant_pk, quantity in quantities.items():
        state.variants[variant_pk].quantity_allocated += sign * quantity
