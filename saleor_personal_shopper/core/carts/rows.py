"""Writing the rows of a cart and telling the room, each in one transaction.

Locks are always taken in the order EventCheckout, Event (whose row numbers the room's messages).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from ..events import room
from ..events.models import Event, Participant
from ..events.serialize import Json, by_json
from ..global_ids import GlobalType, to_global_id
from ..saleor_data import CheckoutState
from .error_codes import CartErrorCode
from .models import CartChange, ChangeStatus, EventCheckout
from .planning import effects
from .selectors import open_cart
from .serialize import cart_json, checkout_state_to_json

APPLIED_FIELDS = ["status", "effect", "product_name", "settled_at"]
REFUSAL_FIELDS = ["status", "error_code", "error_message", "available_quantity", "settled_at"]


def lock(checkout: EventCheckout) -> EventCheckout:
    """The row as it is now, ours until the transaction ends."""
    rows = EventCheckout.objects.of(checkout.installation_id).select_for_update(of=("self",))
    return rows.select_related("event").get(pk=checkout.pk)


def lock_open_checkout(event: Event, now: datetime) -> EventCheckout:
    """The event's open checkout, made if there is none, ours until the transaction ends."""
    rows = EventCheckout.objects.of(event.installation_id)
    while True:
        locked = rows.select_for_update().filter(event=event, closed_at=None).first()
        if locked:
            return locked
        rows.get_or_create(
            installation=event.installation,
            event=event,
            closed_at=None,
            defaults={"created_by_us": True, "created_at": now},
        )


@transaction.atomic
def settle_applied(
    checkout: EventCheckout,
    batch: Sequence[CartChange],
    *,
    before: Mapping[str, int],
    state: CheckoutState,
    now: datetime,
) -> None:
    """Record that Saleor made the changes, and show the cart to everybody."""
    row = lock(checkout)
    names = {line.variant_id: line.product_name for line in state.lines}
    for change, effect in zip(batch, effects(batch, before), strict=True):
        change.product_name = names.get(change.variant_id, "")[:250]
        change.status = ChangeStatus.APPLIED
        change.effect = effect
        change.settled_at = now
    CartChange.objects.bulk_update(batch, APPLIED_FIELDS)
    row.in_flight = {}
    row.save(update_fields=["in_flight"])
    _store(row, state, by=batch[-1].participant, now=now)


@transaction.atomic
def settle_refused(
    checkout: EventCheckout,
    batch: Sequence[CartChange],
    *,
    code: CartErrorCode,
    words: str = "",
    available_quantity: int | None = None,
    tell_room: bool,
    now: datetime,
) -> None:
    """Record a refusal. The room is told where no request waits that could tell its sender."""
    row = lock(checkout)
    for change in batch:
        change.status = ChangeStatus.REFUSED
        change.error_code = code
        change.error_message = words[:300]
        change.available_quantity = available_quantity
        change.settled_at = now
    CartChange.objects.bulk_update(batch, REFUSAL_FIELDS)
    row.in_flight = {}
    row.save(update_fields=["in_flight"])
    if tell_room and batch:
        post_cart(row.event, by=None, refused=batch, now=now)


@transaction.atomic
def store_state(checkout: EventCheckout, state: CheckoutState, *, now: datetime) -> None:
    """Keep what was read, and show it if anything changed."""
    row = lock(checkout)
    if row.closed_at is None:
        _store(row, state, by=None, now=now)


def post_cart(
    event: Event,
    *,
    by: Participant | None,
    refused: Sequence[CartChange] = (),
    now: datetime,
) -> None:
    """Send `checkout.updated` with the event's open cart, or null while there is none."""
    cart = open_cart(event)
    data: Json = {
        "checkout": cart_json(cart) if cart else None,
        "by": by_json(by) if by else None,
    }
    if refused:
        data["refusals"] = [_refusal_json(change) for change in refused]
    room.post(event=event, type="checkout.updated", data=data, now=now)


def _store(
    row: EventCheckout, state: CheckoutState, *, by: Participant | None, now: datetime
) -> None:
    data = checkout_state_to_json(state)
    changed = _shown(data) != _shown(row.state)
    row.state = data
    row.read_at = now
    row.save(update_fields=["state", "read_at"])
    if changed:
        post_cart(row.event, by=by, now=now)


def _shown(data: Json) -> Json:
    return {key: value for key, value in data.items() if key != "updated_at"}


def _refusal_json(change: CartChange) -> Json:
    return {
        "participant": to_global_id(GlobalType.PARTICIPANT, change.participant_id),
        "variant": {"id": change.variant_id},
        "code": change.error_code,
        "availableQuantity": change.available_quantity,
    }
