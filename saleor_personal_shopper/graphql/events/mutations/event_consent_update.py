"""`personalShopperEventConsentUpdate`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ....core.events.models import ConsentKind
from ..types import EventType

@strawberry.type(name="PersonalShopperEventConsentUpdate")
class EventConsentUpdatePayload(Payload):
    event: EventType | None = None

@mutation
async def event_consent_update(event: strawberry.ID, kind: ConsentKind, given: bool) -> EventConsentUpdatePayload:
    """Give or withdraw a consent during the call."""
    raise NotImplementedError
