"""`personalShopperEventSeatKeep`."""

from __future__ import annotations

import strawberry

from ....core.events.services import keep_seat
from ...context import Info
from ...errors import Payload
from ...permissions import participants
from ...resume_cookie import read_cookie, write_cookie
from ...root_fields import mutation
from ..access import seat_in


@strawberry.type(name="PersonalShopperEventSeatKeep")
class EventSeatKeepPayload(Payload):
    handle: str | None = strawberry.field(
        default=None,
        description="Null when the browser showed the cookie. Ask twice: the first answer brings "
        "the cookie, the second one tells whether the browser keeps it.",
    )


@mutation(participants)
def event_seat_keep(info: Info, event: strawberry.ID, origin: str) -> EventSeatKeepPayload:
    """Make a seat one that can be resumed, by the call page in a frame of the shop's `origin`."""
    kept = keep_seat(
        participant=seat_in(info.context.actor, event),
        origin=origin,
        cookie=read_cookie(info.context.request),
        now=info.context.now,
    )
    if kept.cookie:
        write_cookie(info.context.response, kept.cookie)
    return EventSeatKeepPayload(handle=kept.handle or None)
