"""`personalShopperEventCheckoutLinesDelete`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import CheckoutType

@strawberry.type(name="PersonalShopperEventCheckoutLinesDelete")
class EventCheckoutLinesDeletePayload(Payload):
    checkout: CheckoutType | None = None

@mutation
async def event_checkout_lines_delete(event: strawberry.ID, lines: list[strawberry.ID]) -> EventCheckoutLinesDeletePayload:
    """Remove lines from the checkout."""
    raise NotImplementedError
