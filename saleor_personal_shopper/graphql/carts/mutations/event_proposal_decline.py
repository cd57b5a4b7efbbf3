"""`personalShopperEventProposalDecline`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import CheckoutType, ProposalType

@strawberry.type(name="PersonalShopperEventProposalDecline")
class EventProposalDeclinePayload(Payload):
    checkout: CheckoutType | None = None
    proposal: ProposalType | None = None

@mutation
async def event_proposal_decline(proposal: strawberry.ID) -> EventProposalDeclinePayload:
    """Decline a proposal as the customer."""
    raise NotImplementedError
