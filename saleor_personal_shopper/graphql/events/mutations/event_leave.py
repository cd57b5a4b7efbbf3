"""`personalShopperEventLeave`."""

from __future__ import annotations

import strawberry

from ....core.events.services import leave_event
from ...context import Info
from ...errors import Payload
from ...permissions import participants
from ...root_fields import mutation
from ..access import seat_in, seen_from
from ..types import EventType


@strawberry.type(name="PersonalShopperEventLeave")
class EventLeavePayload(Payload):
    event: EventType | None = None


@mutation(participants)
def event_leave(info: Info, event: strawberry.ID) -> EventLeavePayload:
    """Leave the call; it goes on for the others."""
    seat = seat_in(info.context.actor, event)
    leave_event(participant=seat, now=info.context.now)
    return EventLeavePayload(event=EventType.of(seen_from(seat).anew()))
