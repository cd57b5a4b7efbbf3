"""Which part of an order a call brought. Pure.

Assisted is what was added in a call, influenced what was shown in one and bought within the window
(N1, A4). Nothing is credited twice or beyond what was ordered; where several events reach for the
same thing, the last touch wins.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ..saleor_data import OrderLine, OrderSnapshot
from .models import AttributionKind, AttributionState


@dataclass(frozen=True)
class Touch:
    """An applied change of the order's checkout: what it did to the quantity of a variant."""

    event_id: uuid.UUID
    variant_id: str
    effect: int


@dataclass(frozen=True)
class Showing:
    """A product shown to the customer within the window before the order.

    `variant_id` stands instead of the product that the shop has deleted since.
    """

    event_id: uuid.UUID
    product_id: str
    at: datetime
    variant_id: str = ""

    def concerns(self, line: OrderLine) -> bool:
        """Whether what was shown is what was bought, if perhaps in another size or colour."""
        if self.variant_id:
            return self.variant_id == line.variant_id
        return self.product_id == line.product_id


@dataclass(frozen=True)
class Credit:
    """So many of a variant, and their gross amount, thanks to one event."""

    event_id: uuid.UUID
    kind: AttributionKind
    variant_id: str
    product_name: str
    quantity: int
    amount: Decimal
    currency: str
    state: AttributionState

    @property
    def key(self) -> tuple[uuid.UUID, AttributionKind, str]:
        return self.event_id, self.kind, self.variant_id


def allocate(
    order: OrderSnapshot, touches: Sequence[Touch], showings: Sequence[Showing]
) -> list[Credit]:
    """The order's credits; `touches` in the order in which they happened.

    Quantities are net of what was cancelled or returned. What was reversed wholly keeps the
    quantity that it had, in state REVERSED.
    """
    ordered = _credits(order, touches, showings, AttributionState.REVERSED, _ordered)
    if order.is_cancelled or order.is_refunded:
        return ordered
    state = AttributionState.CONFIRMED if order.is_paid else AttributionState.PENDING
    kept = _credits(order, touches, showings, state, _kept)
    kept_keys = {credit.key for credit in kept}
    return kept + [credit for credit in ordered if credit.key not in kept_keys]


def _ordered(line: OrderLine) -> int:
    return line.quantity


def _kept(line: OrderLine) -> int:
    return max(0, line.quantity - line.quantity_reversed)


def _credits(
    order: OrderSnapshot,
    touches: Sequence[Touch],
    showings: Sequence[Showing],
    state: AttributionState,
    quantity_of: Callable[[OrderLine], int],
) -> list[Credit]:
    credits: list[Credit] = []
    for variant_id in dict.fromkeys(line.variant_id for line in order.lines):
        lines = [line for line in order.lines if line.variant_id == variant_id]
        pool = _Pool(lines, quantity_of)
        for event_id, wanted in _assisted(variant_id, touches):
            credits += pool.credit(event_id, AttributionKind.ASSISTED, wanted, state)
        last = _last_showing(lines[0], showings)
        if last:
            credits += pool.credit(last.event_id, AttributionKind.INFLUENCED, pool.left, state)
    return credits


def _assisted(variant_id: str, touches: Sequence[Touch]) -> list[tuple[uuid.UUID, int]]:
    """How many each event left in the cart, the last touch first.

    What is taken out of the cart is what was put in last.
    """
    stack: list[tuple[uuid.UUID, int]] = []
    for touch in touches:
        if touch.variant_id != variant_id:
            continue
        if touch.effect > 0:
            stack.append((touch.event_id, touch.effect))
        else:
            _take_out(stack, -touch.effect)
    totals: dict[uuid.UUID, int] = {}
    for event_id, quantity in reversed(stack):
        totals[event_id] = totals.get(event_id, 0) + quantity
    return list(totals.items())


def _take_out(stack: list[tuple[uuid.UUID, int]], quantity: int) -> None:
    while stack and quantity > 0:
        event_id, held = stack.pop()
        if held > quantity:
            stack.append((event_id, held - quantity))
        quantity -= held


def _last_showing(line: OrderLine, showings: Sequence[Showing]) -> Showing | None:
    concerning = [one for one in showings if one.concerns(line)]
    return max(concerning, key=lambda one: one.at, default=None)


class _Pool:
    """The units of one variant in an order, given out once each at the price of their line."""

    def __init__(self, lines: Sequence[OrderLine], quantity_of: Callable[[OrderLine], int]) -> None:
        self._lines = lines
        self._held = [quantity_of(line) for line in lines]

    @property
    def left(self) -> int:
        return sum(self._held)

    def credit(
        self, event_id: uuid.UUID, kind: AttributionKind, wanted: int, state: AttributionState
    ) -> list[Credit]:
        """A credit for as many of `wanted` as are left; none for nothing."""
        quantity = min(wanted, self.left)
        if quantity == 0:
            return []
        first = self._lines[0]
        return [
            Credit(
                event_id=event_id,
                kind=kind,
                variant_id=first.variant_id,
                product_name=first.product_name,
                quantity=quantity,
                amount=self._take(quantity),
                currency=first.unit_gross.currency,
                state=state,
            )
        ]

    def _take(self, quantity: int) -> Decimal:
        amount = Decimal(0)
        for place, line in enumerate(self._lines):
            taken = min(quantity, self._held[place])
            self._held[place] -= taken
            quantity -= taken
            amount += line.unit_gross.amount * taken
        return amount
