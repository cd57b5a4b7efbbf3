"""A personal shopper proposes, the customer answers (K1, C3)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..errors import DomainError
from ..events import room
from ..events.models import Event, Participant
from ..events.serialize import by_json
from ..global_ids import GlobalType, to_global_id
from ..ports import saleor_api
from ..saleor_data import SaleorTokenDead, SaleorUnavailable, VariantCard, VariantQuantity
from .error_codes import CartErrorCode
from .models import Proposal
from .refusals import refusal
from .serialize import proposal_json, stored_money


def propose(
    *, event: Event, participant: Participant, lines: Sequence[VariantQuantity], now: datetime
) -> Proposal:
    """Put a proposal before the customer; the checkout stays as it is.

    Raises CartRefusal: VARIANT_NOT_AVAILABLE, SHOP_UNREACHABLE.
    """
    cards = _cards(event, lines)
    with transaction.atomic():
        proposal = Proposal.objects.create(
            installation=event.installation,
            event=event,
            participant=participant,
            lines=[_stored_line(cards[line.variant_id], line.quantity) for line in lines],
            created_at=now,
        )
        data = {"proposal": proposal_json(proposal)}
        room.post(event=event, type="proposal.created", data=data, now=now)
    return proposal


def settle_proposal(
    *, event: Event, proposal_id: uuid.UUID, accept: bool, now: datetime
) -> Proposal:
    """Record the answer; the first one counts.

    Raises DomainError: NOT_FOUND, ALREADY_ANSWERED.
    """
    rows = Proposal.objects.of(event.installation_id).filter(event=event, pk=proposal_id)
    answer = Proposal.Status.ACCEPTED if accept else Proposal.Status.DECLINED
    waiting = rows.filter(status=Proposal.Status.PENDING)
    if waiting.update(status=answer, answered_at=now) != 1:
        raise _already_answered() if rows.exists() else _no_proposal()
    return rows.select_related("participant").get()


def tell_answer(*, proposal: Proposal, by: Participant, now: datetime) -> None:
    """Tell the room how a proposal was answered."""
    data = {
        "id": to_global_id(GlobalType.PROPOSAL, proposal.pk),
        "status": proposal.status,
        "by": by_json(by),
    }
    room.post(event=by.event, type="proposal.answered", data=data, now=now)


def proposed_lines(proposal: Proposal) -> list[VariantQuantity]:
    return [VariantQuantity(line["variant_id"], line["quantity"]) for line in proposal.lines]


def _cards(event: Event, lines: Sequence[VariantQuantity]) -> dict[str, VariantCard]:
    """What the proposal's card shows; every variant must be for sale in the channel."""
    wanted = [line.variant_id for line in lines]
    try:
        found = saleor_api(event.installation).variants(variant_ids=wanted, channel=event.channel)
    except (SaleorUnavailable, SaleorTokenDead) as error:
        raise refusal(CartErrorCode.SHOP_UNREACHABLE) from error
    cards = {card.id: card for card in found if card.price is not None}
    for variant_id in wanted:
        if variant_id not in cards:
            raise refusal(CartErrorCode.VARIANT_NOT_AVAILABLE, variant_id=variant_id)
    return cards


def _stored_line(card: VariantCard, quantity: int) -> dict[str, Any]:
    return {
        "variant_id": card.id,
        "variant_name": card.name,
        "product_id": card.product_id,
        "product_name": card.product_name,
        "thumbnail_url": card.thumbnail_url,
        "unit_price": stored_money(card.price) if card.price else None,
        "quantity": quantity,
    }


def _already_answered() -> DomainError:
    return DomainError(
        CartErrorCode.ALREADY_ANSWERED,
        _("This proposal has been answered. Ask for another one if you changed your mind."),
        field="proposal",
    )


def _no_proposal() -> DomainError:
    return DomainError(
        CartErrorCode.NOT_FOUND,
        _("There is no such proposal in this call. Reload to see what was proposed."),
        field="proposal",
    )
