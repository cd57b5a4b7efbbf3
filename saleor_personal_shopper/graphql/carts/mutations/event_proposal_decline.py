"""`personalShopperEventProposalDecline`."""

from __future__ import annotations

import strawberry

from ....core.carts.services import answer_proposal
from ...context import Info
from ...permissions import participants
from ...root_fields import mutation
from ..access import seat_before
from ..payloads import ProposalPayload


@strawberry.type(name="PersonalShopperEventProposalDecline")
class EventProposalDeclinePayload(ProposalPayload):
    pass


@mutation(participants)
def event_proposal_decline(info: Info, proposal: strawberry.ID) -> EventProposalDeclinePayload:
    """Decline a proposal, as the customer: the checkout stays as it is."""
    seat, row = seat_before(info.context.actor, proposal)
    result = answer_proposal(
        event=seat.event,
        participant=seat,
        proposal_id=row.pk,
        accept=False,
        now=info.context.now,
    )
    return EventProposalDeclinePayload.of(result)
