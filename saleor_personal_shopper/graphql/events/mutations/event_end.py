"""`personalShopperEventEnd`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.type(name="PersonalShopperEventEnd")
class EventEndPayload(Payload):
    event: EventType | None = None

@mutation
async def event_end(event: strawberry.ID) -> EventEndPayload:
    """End the call for everybody."""
    raise NotImplementedError
