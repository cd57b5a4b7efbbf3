"""`personalShopperEventCancel`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.type(name="PersonalShopperEventCancel")
class EventCancelPayload(Payload):
    event: EventType | None = None

@mutation
async def event_cancel(event: strawberry.ID, reason: str | None = None) -> EventCancelPayload:
    """Call an event off before it takes place."""
    raise NotImplementedError
