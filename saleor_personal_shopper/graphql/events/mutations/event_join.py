"""`personalShopperEventJoin`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry
from django.utils.translation import gettext as _

from ....core.errors import DomainError
from ....core.events.addresses import ice_servers, room_socket_url, whep_url, whip_url
from ....core.events.models import Participant
from ....core.events.selectors import sent_in
from ....core.events.services import adopt_event, join_event
from ....core.events.sources import sources_of
from ....core.events.tokens import issue_access_token, issue_ticket
from ....core.global_ids import GlobalType
from ...actors import Customer, Seat
from ...context import Info
from ...errors import ErrorCode, Payload
from ...ids import parse_id
from ...permissions import anybody, rights_of
from ...request import device_type, language_of
from ...root_fields import mutation
from ..access import seen_from
from ..media_types import IceServerType, PublicationType, WhipUrlType
from ..part_types import ParticipantType
from ..types import EventType


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
    whep_url: str = strawberry.field(
        default="",
        description="POST an SDP offer with several recvonly lines to receive everybody in one "
        "connection; `media.slots` tells who is where.",
    )
    publications: list[PublicationType] = strawberry.field(
        default_factory=list, description="What the others send."
    )
    ice_servers: list[IceServerType] = strawberry.field(default_factory=list)


@mutation(anybody)
def event_join(
    info: Info,
    consent: bool,
    token: str | None = None,
    event: strawberry.ID | None = None,
    name: str | None = None,
    recording_consent: bool | None = None,
    take_over: bool | None = None,
    as_guest: bool | None = None,
) -> EventJoinPayload:
    """Enter an event by the `token` of its link, or as staff by `event`: exactly one of the two.

    `consent: false` is refused with CONSENT_REQUIRED; refusing the recording still gives the
    call. A bearer of the same event, still valid, gives back the seat that it stands for; a
    customer's access token makes an event his own that his email address was invited to.

    The customer and the personal shopper each have one seat. While another device is connected
    with it, joining is refused with SEAT_TAKEN: ask again with `takeOver`, which moves the call
    to this device, or by the customer's link with `asGuest`.
    """
    if (token is None) == (event is None):
        raise DomainError(
            ErrorCode.INVALID, _("Give either the token of a link or an event."), field="token"
        )
    actor = info.context.actor
    seat = join_event(
        token=token or "",
        rights=rights_of(actor) if event is not None else None,
        event_id=parse_id(GlobalType.EVENT, event, field="event") if event is not None else None,
        name=name or "",
        consent=consent,
        recording_consent=recording_consent,
        device_type=device_type(info.context.request),
        language=language_of(info.context.request, None),
        returning=actor.participant if isinstance(actor, Seat) else None,
        take_over=bool(take_over),
        as_guest=bool(as_guest),
        now=info.context.now,
    )
    if isinstance(actor, Customer):
        adopt_event(participant=seat, customer=actor.token)
    return EventJoinPayload(**seat_facts(seat, info.context.now))


def seat_facts(seat: Participant, now: datetime) -> dict[str, Any]:
    """Everything that whoever sits there needs, by the payload's fields."""
    others = sent_in(seat.event).exclude(participant=seat)
    others = others.select_related("participant").order_by("created_at")
    return {
        "participant": ParticipantType.of(seat),
        "event": EventType.of(seen_from(seat)),
        "access_token": issue_access_token(seat, now),
        "socket_url": room_socket_url(seat.event_id, issue_ticket(seat, now)),
        "whip_urls": [
            WhipUrlType(source=source, url=whip_url(seat.event_id, source))
            for source in sources_of(seat)
        ],
        "whep_url": whep_url(seat.event_id),
        "publications": [PublicationType.of(row) for row in others],
        "ice_servers": [IceServerType.of(server) for server in ice_servers(seat.pk, now)],
    }
