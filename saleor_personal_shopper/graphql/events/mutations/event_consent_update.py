"""`personalShopperEventConsentUpdate`."""

from __future__ import annotations

import strawberry

from ....core.events.models import ConsentKind
from ....core.events.services import update_consent
from ...context import Info
from ...errors import Payload
from ...permissions import participants
from ...request import language_of
from ...root_fields import mutation
from ..access import seat_in, seen_from
from ..types import EventType


@strawberry.type(name="PersonalShopperEventConsentUpdate")
class EventConsentUpdatePayload(Payload):
    event: EventType | None = None


@mutation(participants)
def event_consent_update(
    info: Info, event: strawberry.ID, kind: ConsentKind, given: bool
) -> EventConsentUpdatePayload:
    """Give or withdraw a consent during the call."""
    seat = seat_in(info.context.actor, event)
    language = language_of(info.context.request, None)
    update_consent(
        participant=seat, kind=kind, given=given, language=language, now=info.context.now
    )
    return EventConsentUpdatePayload(event=EventType.of(seen_from(seat).anew()))
