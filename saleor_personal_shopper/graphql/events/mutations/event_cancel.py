"""`personalShopperEventCancel`."""

from __future__ import annotations

import strawberry

from ....core.events.services import cancel_event
from ...context import Info
from ...errors import Payload
from ...permissions import anybody
from ...root_fields import mutation
from ..access import event_to_change
from ..types import EventType


@strawberry.type(name="PersonalShopperEventCancel")
class EventCancelPayload(Payload):
    event: EventType | None = None


@mutation(anybody)
def event_cancel(
    info: Info,
    event: strawberry.ID | None = None,
    token: str | None = None,
    reason: str | None = None,
) -> EventCancelPayload:
    """Call an event off before it takes place: as its customer or with the module Calls by
    `event`, or by the `token` of the customer's link to manage it.
    """
    changed = event_to_change(info.context.actor, event, token)
    cancel_event(
        event=changed.seen.event, actor=changed.actor, reason=reason or "", now=info.context.now
    )
    return EventCancelPayload(event=EventType.of(changed.seen.anew()))
