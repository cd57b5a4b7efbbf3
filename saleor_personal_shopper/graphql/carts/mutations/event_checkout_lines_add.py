"""`personalShopperEventCheckoutLinesAdd`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import CheckoutType, ProposalType

@strawberry.input(name="PersonalShopperEventCheckoutLinesAddInput")
class CheckoutLinesAddInput:
    variant: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")
    quantity: int


@strawberry.type(name="PersonalShopperEventCheckoutLinesAdd")
class EventCheckoutLinesAddPayload(Payload):
    checkout: CheckoutType | None = None
    proposal: ProposalType | None = None

@mutation
async def event_checkout_lines_add(event: strawberry.ID, lines: list[CheckoutLinesAddInput]) -> EventCheckoutLinesAddPayload:
    """Add to the checkout; a personal shopper proposes instead where the shop wants it so."""
    raise NotImplementedError
