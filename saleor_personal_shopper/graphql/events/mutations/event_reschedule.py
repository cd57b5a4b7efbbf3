"""`personalShopperEventReschedule`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.type(name="PersonalShopperEventReschedule")
class EventReschedulePayload(Payload):
    event: EventType | None = None

@mutation
async def event_reschedule(event: strawberry.ID, starts_at: datetime) -> EventReschedulePayload:
    """Move an event to another time."""
    raise NotImplementedError
