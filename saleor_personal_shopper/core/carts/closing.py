"""The end of a cart: the order was placed, or the checkout is gone."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from ..events import room
from ..events.states import is_open
from ..saleor_data import OrderSnapshot
from . import rows
from .error_codes import CartErrorCode
from .flight import Flight, has_arrived
from .models import CartChange, ChangeKind, ChangeStatus, EventCheckout
from .planning import effects


@transaction.atomic
def close_checkout(checkout: EventCheckout, *, order: OrderSnapshot | None, now: datetime) -> None:
    """Close a checkout that Saleor has no more; only a holder of its lease may.

    The order's number is told once. What still waits to be added goes into a new cart.
    """
    row = rows.lock(checkout)
    was_open = row.closed_at is None
    is_news = order is not None and not row.order_id
    if order and is_news:
        row.order_id, row.order_number = order.id, order.number
    if was_open:
        row.closed_at = now
    _settle_flight(row, order, now)
    row.save()
    if was_open:
        _carry_over(row, now)
    if order and is_news:
        room.post(event=row.event, type="order.placed", data={"number": order.number}, now=now)
    if was_open:
        rows.post_cart(row.event, by=None, now=now)


def _settle_flight(row: EventCheckout, order: OrderSnapshot | None, now: datetime) -> None:
    """Find in the order what was sent and not answered."""
    flight = Flight.from_json(row.in_flight)
    row.in_flight = {}
    if flight is None or order is None:
        return
    batch = list(_pending(row).filter(pk__in=flight.change_ids))
    ordered: Counter[str] = Counter()
    for line in order.lines:
        ordered[line.variant_id] += line.quantity
    if not batch or not has_arrived(batch, before=flight.before, after=ordered):
        return
    for change, effect in zip(batch, effects(batch, flight.before), strict=True):
        change.status, change.effect, change.settled_at = ChangeStatus.APPLIED, effect, now
    CartChange.objects.bulk_update(batch, ["status", "effect", "settled_at"])


def _carry_over(row: EventCheckout, now: datetime) -> None:
    """Move waiting adds to a new cart; other changes have lost what they would change."""
    adds = _pending(row).filter(kind=ChangeKind.ADD)
    if is_open(row.event.status) and adds.exists():
        adds.update(checkout=rows.lock_open_checkout(row.event, now))
    rows.settle_refused(
        row,
        list(_pending(row)),
        code=CartErrorCode.CHECKOUT_COMPLETED,
        tell_room=False,
        now=now,
    )


def _pending(row: EventCheckout) -> QuerySet[CartChange]:
    changes = CartChange.objects.of(row.installation_id)
    return changes.filter(checkout=row, status=ChangeStatus.PENDING).order_by("pk")
