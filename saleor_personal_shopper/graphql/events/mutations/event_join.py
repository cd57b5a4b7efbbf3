"""`personalShopperEventJoin`."""

from __future__ import annotations

import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType, IceServerType, ParticipantType, PublicationType, WhipUrlType


@strawberry.type(name="PersonalShopperEventJoin")
class EventJoinPayload(Payload):
    participant: ParticipantType | None = None
    event: EventType | None = None
    access_token: str | None = strawberry.field(
        default=None, description="The participant's bearer; lives 15 minutes."
    )
    socket_url: str | None = strawberry.field(
        default=None, description="The room's WebSocket; good for one use within 30 seconds."
    )
    whip_urls: list[WhipUrlType] = strawberry.field(default_factory=list)
    publications: list[PublicationType] = strawberry.field(default_factory=list)
    ice_servers: list[IceServerType] = strawberry.field(default_factory=list)


@mutation
async def event_join(
    consent: bool,
    token: str | None = None,
    event: strawberry.ID | None = None,
    name: str | None = None,
    recording_consent: bool | None = None,
) -> EventJoinPayload:
    """Enter an event by the token of its link, or as staff by its id."""
    raise NotImplementedError
