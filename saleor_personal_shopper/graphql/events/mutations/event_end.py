"""`personalShopperEventEnd`."""

from __future__ import annotations

import strawberry

from ....core.events.services import end_event
from ...context import Info
from ...errors import Payload
from ...permissions import participants
from ...root_fields import mutation
from ..access import acting_in, event_seen_by
from ..types import EventType


@strawberry.type(name="PersonalShopperEventEnd")
class EventEndPayload(Payload):
    event: EventType | None = None


@mutation(participants)
def event_end(info: Info, event: strawberry.ID) -> EventEndPayload:
    """End the call for everybody; needs the capability END_FOR_ALL, or the module Calls."""
    seen = event_seen_by(info.context.actor, event)
    actor = acting_in(info.context.actor, event)
    end_event(event=seen.event, actor=actor, now=info.context.now)
    return EventEndPayload(event=EventType.of(seen.anew()))
