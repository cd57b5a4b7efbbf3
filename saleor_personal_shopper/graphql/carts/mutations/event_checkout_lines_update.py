"""`personalShopperEventCheckoutLinesUpdate`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import CheckoutType

@strawberry.input(name="PersonalShopperEventCheckoutLinesUpdateInput")
class CheckoutLinesUpdateInput:
    line: strawberry.ID = strawberry.field(description="Saleor's id of the line.")
    quantity: int


@strawberry.type(name="PersonalShopperEventCheckoutLinesUpdate")
class EventCheckoutLinesUpdatePayload(Payload):
    checkout: CheckoutType | None = None

@mutation
async def event_checkout_lines_update(event: strawberry.ID, lines: list[CheckoutLinesUpdateInput]) -> EventCheckoutLinesUpdatePayload:
    """Set the quantity of lines."""
    raise NotImplementedError
