"""`personalShopperEventReassign`."""

from __future__ import annotations

import strawberry

from ....core.events.services import reassign_event
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ...shoppers.access import personal_shopper_of
from ..access import event_seen_by
from ..types import EventType


@strawberry.type(name="PersonalShopperEventReassign")
class EventReassignPayload(Payload):
    event: EventType | None = None


@mutation(staff_with(Module.CALLS))
def event_reassign(
    info: Info,
    event: strawberry.ID,
    personal_shopper: strawberry.ID | None = None,
    reason: str | None = None,
) -> EventReassignPayload:
    """Hand an event that has not begun to another personal shopper, at the same time.

    Without `personalShopper` a booking goes to whoever of its campaign is free. Needs the module
    Calls.
    """
    rights = rights_of(info.context.actor)
    seen = event_seen_by(info.context.actor, event)
    given = personal_shopper
    chosen = personal_shopper_of(info, given, field="personalShopper") if given else None
    reassign_event(
        event=seen.event,
        rights=rights,
        personal_shopper=chosen,
        reason=reason or "",
        now=info.context.now,
    )
    return EventReassignPayload(event=EventType.of(seen.anew()))
