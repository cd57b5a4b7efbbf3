"""`personalShopperEventCancel`."""

from __future__ import annotations

import strawberry

from ....core.events.services import cancel_event
from ...context import Info
from ...errors import Payload
from ...permissions import participants
from ...root_fields import mutation
from ..access import acting_in, event_seen_by
from ..types import EventType


@strawberry.type(name="PersonalShopperEventCancel")
class EventCancelPayload(Payload):
    event: EventType | None = None


@mutation(participants)
def event_cancel(info: Info, event: strawberry.ID, reason: str | None = None) -> EventCancelPayload:
    """Call an event off before it takes place, as its customer or with the module Calls."""
    seen = event_seen_by(info.context.actor, event)
    actor = acting_in(info.context.actor, event)
    cancel_event(event=seen.event, actor=actor, reason=reason or "", now=info.context.now)
    return EventCancelPayload(event=EventType.of(seen.anew()))
