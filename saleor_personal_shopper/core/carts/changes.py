"""A change of the cart, from the row that records it to what its sender is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ..events.models import Event, Participant
from ..saleor_data import VariantQuantity
from .drain import settle_changes
from .models import CartChange, ChangeKind, ChangeStatus, Proposal
from .refusals import CartRefusal, refusal_of
from .rows import lock_open_checkout
from .selectors import open_cart
from .tasks import mark_assisted_lines
from .views import CartResult

# What to do with which variant: how many to add, or to have in the end.
Wanted = tuple[ChangeKind, str, int]


def additions(lines: Sequence[VariantQuantity]) -> list[Wanted]:
    return [(ChangeKind.ADD, line.variant_id, line.quantity) for line in lines]


@transaction.atomic
def write_changes(
    *,
    event: Event,
    participant: Participant,
    wanted: Sequence[Wanted],
    proposal: Proposal | None = None,
    now: datetime,
) -> list[CartChange]:
    """Queue the changes for the event's open checkout, in order."""
    checkout = lock_open_checkout(event, now)
    return CartChange.objects.bulk_create(
        CartChange(
            installation_id=event.installation_id,
            event=event,
            checkout=checkout,
            participant=participant,
            proposal=proposal,
            kind=kind,
            variant_id=variant_id,
            quantity=quantity,
            created_at=now,
        )
        for kind, variant_id, quantity in wanted
    )


def make_changes(
    *,
    event: Event,
    changes: Sequence[CartChange],
    proposal: Proposal | None = None,
    refused: Sequence[CartRefusal] = (),
    now: datetime,
) -> CartResult:
    """Have queued changes made, once they are committed, and say how each went.

    `refused` are those of the same request that were refused before.
    """
    settled = settle_changes(changes, now=now) if changes else []
    for checkout_pk in {one.checkout_id for one in settled if _is_applied(one)}:
        _mark_later(checkout_pk)
    errors = (*refused, *filter(None, map(refusal_of, settled)))
    return CartResult(open_cart(event), proposal=proposal, errors=errors)


def _mark_later(checkout_pk: int) -> None:
    transaction.on_commit(lambda: mark_assisted_lines.delay(checkout_pk), robust=True)


def _is_applied(change: CartChange) -> bool:
    return change.status == ChangeStatus.APPLIED
