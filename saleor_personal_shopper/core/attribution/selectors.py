"""Reading what calls brought: shown, added, bought (K5) and the amounts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..carts.models import CartChange, ChangeStatus
from ..events.models import Event, ShownProduct
from ..installations.models import Installation
from .models import Attribution, AttributionKind, AttributionState, OrderRecord


@dataclass(frozen=True)
class ProductQuantity:
    """A product by its name at the time, and how many (of shown ones: how often)."""

    name: str
    quantity: int


@dataclass(frozen=True)
class EventCredit:
    """What one event brought. Amounts leave out what was reversed.

    `state` is REVERSED only when everything was, and None when nothing was bought.
    """

    event: Event
    shown: tuple[ProductQuantity, ...]
    added: tuple[ProductQuantity, ...]
    bought: tuple[ProductQuantity, ...]
    assisted: Decimal
    influenced: Decimal
    currency: str
    state: AttributionState | None


@dataclass(frozen=True)
class OrderCredit:
    """An order with the events that had a part in it, the greatest part first."""

    order_id: str
    order_number: str
    events: tuple[EventCredit, ...]


def attributions_of(event: Event) -> list[Attribution]:
    """Everything credited to an event, with its order loaded."""
    rows = Attribution.objects.of(event.installation_id).filter(event=event)
    return list(rows.select_related("order").order_by("order__created_at", "pk"))


def event_credit(event: Event) -> EventCredit:
    """What an event brought over all its orders."""
    added = CartChange.objects.of(event.installation_id).filter(event=event)
    return _credit(event, attributions_of(event), added)


def order_credit(*, installation: Installation, order_id: str) -> OrderCredit | None:
    """Which events brought an order; None when no call had a part in it."""
    record = OrderRecord.objects.of(installation).filter(order_id=order_id).first()
    if record is None:
        return None
    rows = Attribution.objects.of(installation).filter(order=record)
    by_event: dict[Event, list[Attribution]] = {}
    for row in rows.select_related("event__personal_shopper").order_by("pk"):
        by_event.setdefault(row.event, []).append(row)
    added = CartChange.objects.of(installation).filter(checkout__checkout_id=record.checkout_id)
    credits = [_credit(event, own, added.filter(event=event)) for event, own in by_event.items()]
    ordered = sorted(credits, key=lambda one: one.assisted + one.influenced, reverse=True)
    return OrderCredit(record.order_id, record.order_number, tuple(ordered))


def _credit(
    event: Event, rows: Sequence[Attribution], changes: Iterable[CartChange]
) -> EventCredit:
    return EventCredit(
        event=event,
        shown=_shown(event),
        added=_count(
            (change.product_name, change.effect or 0)
            for change in changes
            if change.status == ChangeStatus.APPLIED and (change.effect or 0) > 0
        ),
        bought=_count((row.product_name, row.quantity) for row in rows if _counts(row)),
        assisted=_sum(rows, AttributionKind.ASSISTED),
        influenced=_sum(rows, AttributionKind.INFLUENCED),
        currency=rows[0].currency if rows else "",
        state=_state(rows),
    )


def _shown(event: Event) -> tuple[ProductQuantity, ...]:
    rows = ShownProduct.objects.of(event.installation_id).filter(event=event).order_by("pk")
    return _count((name, 1) for name in rows.values_list("name", flat=True))


def _count(pairs: Iterable[tuple[str, int]]) -> tuple[ProductQuantity, ...]:
    totals: Counter[str] = Counter()
    for name, quantity in pairs:
        totals[name] += quantity
    return tuple(ProductQuantity(name, quantity) for name, quantity in totals.items())


def _counts(row: Attribution) -> bool:
    return row.state != AttributionState.REVERSED


def _sum(rows: Iterable[Attribution], kind: AttributionKind) -> Decimal:
    return sum((row.amount for row in rows if row.kind == kind and _counts(row)), Decimal(0))


def _state(rows: Sequence[Attribution]) -> AttributionState | None:
    live = [row.state for row in rows if _counts(row)]
    if live:
        return AttributionState(live[0])
    return AttributionState.REVERSED if rows else None
