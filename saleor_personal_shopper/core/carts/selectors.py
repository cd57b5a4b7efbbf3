"""Reading carts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from ..events.models import Event, Participant
from ..events.serialize import Json
from .models import CartChange, ChangeStatus, EventCheckout, Proposal
from .serialize import cart_json, checkout_state_from_json, proposal_json
from .views import CartView

# How long the request that made a change is left to settle it alone.
INLINE_TIME = timedelta(seconds=3)


def open_cart(event: Event) -> CartView | None:
    """The cart that the event works on, as last read; None before anything was in it."""
    row = open_checkout_of(event)
    return view_of(row) if row else None


def open_checkout_of(event: Event) -> EventCheckout | None:
    rows = EventCheckout.objects.of(event.installation_id)
    return rows.filter(event=event, closed_at=None).first()


def view_of(checkout: EventCheckout) -> CartView | None:
    """What to show of a checkout; None before it was read."""
    if not checkout.state:
        return None
    state = checkout_state_from_json(checkout.state)
    return CartView(id=checkout.pk, state=state, added_by=_added_by(checkout))


def proposals_of(event: Event) -> list[Proposal]:
    """All proposals of the event, the oldest first."""
    rows = Proposal.objects.of(event.installation_id).filter(event=event)
    return list(rows.select_related("participant").order_by("created_at"))


def placed_orders(event: Event) -> list[str]:
    """The numbers of the orders that the event's carts became, the oldest first."""
    rows = EventCheckout.objects.of(event.installation_id).filter(event=event)
    placed = rows.exclude(order_number="").order_by("closed_at", "pk")
    return list(placed.values_list("order_number", flat=True))


def due_carts(now: datetime) -> list[int]:
    """Carts with changes that nobody has settled, where it is time to try again."""
    waiting = CartChange.objects.across_installations().filter(
        checkout=OuterRef("pk"),
        status=ChangeStatus.PENDING,
        created_at__lte=now - INLINE_TIME,
    )
    rows = EventCheckout.objects.across_installations().filter(
        Q(retry_at=None) | Q(retry_at__lte=now), Exists(waiting), closed_at=None
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))


def welcome_part(event: Event, participant: Participant, now: datetime) -> Json:
    """What somebody who enters the room must know of carts."""
    cart = open_cart(event)
    return {
        "proposals": [proposal_json(proposal) for proposal in proposals_of(event)],
        "checkout": cart_json(cart) if cart else None,
        "orders": [{"number": number} for number in placed_orders(event)],
    }


def _added_by(checkout: EventCheckout) -> dict[str, Participant]:
    """By variant, who last added it: of an accepted proposal, whoever proposed it."""
    changes = CartChange.objects.of(checkout.installation_id).filter(
        checkout=checkout, status=ChangeStatus.APPLIED, effect__gt=0
    )
    ordered = changes.select_related("participant", "proposal__participant").order_by("pk")
    return {
        change.variant_id: change.proposal.participant if change.proposal else change.participant
        for change in ordered
    }
