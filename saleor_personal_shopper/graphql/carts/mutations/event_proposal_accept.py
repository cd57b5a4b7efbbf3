"""`personalShopperEventProposalAccept`."""

from __future__ import annotations

import strawberry

from ....core.carts.services import answer_proposal
from ...context import Info
from ...permissions import participants
from ...root_fields import mutation
from ..access import seat_before
from ..payloads import ProposalPayload


@strawberry.type(name="PersonalShopperEventProposalAccept")
class EventProposalAcceptPayload(ProposalPayload):
    pass


@mutation(participants)
def event_proposal_accept(info: Info, proposal: strawberry.ID) -> EventProposalAcceptPayload:
    """Accept a proposal, as the customer: its lines go into the checkout."""
    seat, row = seat_before(info.context.actor, proposal)
    result = answer_proposal(
        event=seat.event,
        participant=seat,
        proposal_id=row.pk,
        accept=True,
        now=info.context.now,
    )
    return EventProposalAcceptPayload.of(result)
