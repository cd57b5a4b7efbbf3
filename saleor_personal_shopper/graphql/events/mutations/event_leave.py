"""`personalShopperEventLeave`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.type(name="PersonalShopperEventLeave")
class EventLeavePayload(Payload):
    event: EventType | None = None

@mutation
async def event_leave(event: strawberry.ID) -> EventLeavePayload:
    """Leave the call; it goes on for the others."""
    raise NotImplementedError
