"""`personalShopperEventCheckoutHandover`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation


@strawberry.type(name="PersonalShopperEventCheckoutHandover")
class EventCheckoutHandoverPayload(Payload):
    url: str | None = None
    code: str | None = None

@mutation
async def event_checkout_handover(event: strawberry.ID) -> EventCheckoutHandoverPayload:
    """Carry the checkout to the shop by a one-use code that lives 60 seconds."""
    raise NotImplementedError
