"""Adding, changing and removing checkout lines, with Saleor's merge rule and its lack of a guard.

Which line a change belongs to is decided when the request is read; the write comes a moment
later. Parallel requests therefore make several lines of one variant, exactly as in Saleor.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from saleor_personal_shopper.demo.store.errors import BusinessError, Problem, not_found, refuse
from saleor_personal_shopper.demo.store.global_ids import to_global_id
from saleor_personal_shopper.demo.store.pricing import is_listed
from saleor_personal_shopper.demo.store.records import (
    Checkout,
    CheckoutLine,
    State,
    Variant,
    new_uuid,
    now,
)
from saleor_personal_shopper.demo.store.stock import check_quantities


@dataclass
class LineInput:
    """One line as it was asked for; `quantity` is None when only other things change."""

    variant_pk: int | None
    quantity: int | None
    line_pk: str | None = None
    force_new_line: bool = False
    price: Decimal | None = None
    price_override_reason: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass
class LineChange:
    """What to write: into the line `line_pk`, or into a new line of the variant."""

    variant_pk: int
    line_pk: str | None = None
    quantity: int = 0
    changes_quantity: bool = False
    price: Decimal | None = None
    price_override_reason: str | None = None
    metadata: dict[str, str] = field(default_factory=dict)

    def take(self, line: LineInput) -> None:
        if line.quantity is not None:
            self.quantity += line.quantity
            self.changes_quantity = True
        if line.price is not None:
            self.price = line.price
            self.price_override_reason = line.price_override_reason
        self.metadata.update(line.metadata)


async def add_lines(
    state: State, checkout: Checkout, lines: Sequence[LineInput], *, write_seconds: float
) -> None:
    changes = _plan_add(checkout, lines)
    check_quantities(state, checkout, _quantities(changes), replace=False)
    check_available(state, checkout, changes)
    await asyncio.sleep(write_seconds)
    _write(checkout, changes, replace=False)


async def update_lines(
    state: State, checkout: Checkout, lines: Sequence[LineInput], *, write_seconds: float
) -> None:
    changes = _plan_update(checkout, lines)
    changing = [change for change in changes if change.changes_quantity]
    check_quantities(state, checkout, _quantities(changing), replace=True)
    check_available(state, checkout, changes)
    await asyncio.sleep(write_seconds)
    _write(checkout, changes, replace=True)


def delete_lines(checkout: Checkout, line_pks: Sequence[str]) -> None:
    known = {line.pk for line in checkout.lines}
    unknown = [to_global_id("CheckoutLine", pk) for pk in line_pks if pk not in known]
    if unknown:
        message = "Provided line_ids aren't part of checkout."
        raise BusinessError(Problem(code="INVALID", message=message, field="lineId", lines=unknown))
    checkout.lines = [line for line in checkout.lines if line.pk not in line_pks]
    touch(checkout)


def touch(checkout: Checkout) -> None:
    """Note a change; the delivery options that were read before it are stale from now on."""
    checkout.last_change = now()
    checkout.deliveries_stale_at = checkout.last_change


def _plan_add(checkout: Checkout, lines: Sequence[LineInput]) -> list[LineChange]:
    separate: list[LineChange] = []
    merged: dict[str, LineChange] = {}
    for line in lines:
        if line.variant_pk is None:
            raise refuse("REQUIRED", "Variant is required.", field="variantId")
        existing = [each.pk for each in checkout.lines if each.variant_pk == line.variant_pk]
        if line.force_new_line or len(existing) > 1:
            change = LineChange(line.variant_pk)
            separate.append(change)
        else:
            line_pk = existing[0] if existing else None
            key = line_pk or str(line.variant_pk)
            change = merged.setdefault(key, LineChange(line.variant_pk, line_pk))
        change.take(line)
    return separate + list(merged.values())


def _plan_update(checkout: Checkout, lines: Sequence[LineInput]) -> list[LineChange]:
    planned: dict[str, LineChange] = {}
    for line in lines:
        existing = _line_to_update(checkout, line)
        variant_pk = existing.variant_pk if existing else line.variant_pk
        if variant_pk is None:
            raise refuse("REQUIRED", "Give a lineId or a variantId.", field="lineId")
        key = existing.pk if existing else str(variant_pk)
        line_pk = existing.pk if existing else None
        planned.setdefault(key, LineChange(variant_pk, line_pk)).take(line)
    return list(planned.values())


def _line_to_update(checkout: Checkout, line: LineInput) -> CheckoutLine | None:
    if line.line_pk:
        for each in checkout.lines:
            if each.pk == line.line_pk:
                return each
        raise not_found(to_global_id("CheckoutLine", line.line_pk), field="lineId")
    same = [each for each in checkout.lines if each.variant_pk == line.variant_pk]
    if len(same) > 1:
        message = "Variant occurs in multiple lines. Use `lineId` instead `variantId`."
        raise refuse("INVALID", message, field="variantId")
    return same[0] if same else None


def _quantities(changes: Sequence[LineChange]) -> dict[int, int]:
    total: dict[int, int] = {}
    for change in changes:
        total[change.variant_pk] = total.get(change.variant_pk, 0) + change.quantity
    return total


def check_available(state: State, checkout: Checkout, changes: Sequence[LineChange]) -> None:
    channel = state.channels[checkout.channel_pk]
    wanted = [state.variants[each.variant_pk] for each in changes if each.quantity > 0]
    off_sale = [
        each for each in wanted if not is_listed(state, state.products[each.product_pk], channel)
    ]
    if off_sale:
        message = "Cannot add lines for unavailable for purchase variants."
        raise _variant_refusal("PRODUCT_UNAVAILABLE_FOR_PURCHASE", message, off_sale)
    unpriced = [each for each in wanted if channel.slug not in each.listings]
    if unpriced:
        message = "Cannot add lines with unavailable variants."
        raise _variant_refusal("UNAVAILABLE_VARIANT_IN_CHANNEL", message, unpriced)


def _variant_refusal(code: str, message: str, variants: Sequence[Variant]) -> BusinessError:
    ids = [to_global_id("ProductVariant", each.pk) for each in variants]
    return BusinessError(Problem(code=code, message=message, field="lines", variants=ids))


def _write(checkout: Checkout, changes: Sequence[LineChange], *, replace: bool) -> None:
    by_pk = {line.pk: line for line in checkout.lines}
    for change in changes:
        line = by_pk.get(change.line_pk or "")
        if line is None:
            line = CheckoutLine(pk=new_uuid(), variant_pk=change.variant_pk, quantity=0)
            checkout.lines.append(line)
        _write_line(line, change, replace=replace)
    checkout.lines = [line for line in checkout.lines if line.quantity > 0]
    touch(checkout)


def _write_line(line: CheckoutLine, change: LineChange, *, replace: bool) -> None:
    if change.changes_quantity:
        line.quantity = change.quantity if replace else line.quantity + change.quantity
    if change.price is not None:
        line.price_override = change.price
        line.price_override_reason = change.price_override_reason
    line.metadata.update(change.metadata)
