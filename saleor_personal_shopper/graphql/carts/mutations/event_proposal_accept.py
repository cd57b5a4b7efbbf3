"""`personalShopperEventProposalAccept`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import CheckoutType, ProposalType

@strawberry.type(name="PersonalShopperEventProposalAccept")
class EventProposalAcceptPayload(Payload):
    checkout: CheckoutType | None = None
    proposal: ProposalType | None = None

@mutation
async def event_proposal_accept(proposal: strawberry.ID) -> EventProposalAcceptPayload:
    """Accept a proposal as the customer: its lines go into the checkout."""
    raise NotImplementedError
