"""`personalShopperEventReschedule`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ....core.events.services import reschedule_event
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..access import event_seen_by
from ..types import EventType


@strawberry.type(name="PersonalShopperEventReschedule")
class EventReschedulePayload(Payload):
    event: EventType | None = None


@mutation(staff_with(Module.CALLS))
def event_reschedule(
    info: Info,
    event: strawberry.ID,
    starts_at: datetime,
    duration_minutes: int | None = None,
    time_zone: str | None = None,
) -> EventReschedulePayload:
    """Move an event to another time. Needs the module Calls."""
    seen = event_seen_by(info.context.actor, event)
    reschedule_event(
        event=seen.event,
        rights=rights_of(info.context.actor),
        starts_at=starts_at,
        duration_minutes=duration_minutes,
        time_zone=time_zone or "",
        now=info.context.now,
    )
    return EventReschedulePayload(event=EventType.of(seen.anew()))
