"""`personalShopperEventArchive`."""

from __future__ import annotations

import strawberry

from ....core.events.services import archive_event
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..access import event_seen_by
from ..types import EventType


@strawberry.type(name="PersonalShopperEventArchive")
class EventArchivePayload(Payload):
    event: EventType | None = None


@mutation(staff_with(Module.CALLS))
def event_archive(info: Info, event: strawberry.ID) -> EventArchivePayload:
    """Take a past event out of the lists. Needs the module Calls."""
    seen = event_seen_by(info.context.actor, event)
    rights = rights_of(info.context.actor)
    archive_event(event=seen.event, rights=rights, now=info.context.now)
    return EventArchivePayload(event=EventType.of(seen.anew()))
