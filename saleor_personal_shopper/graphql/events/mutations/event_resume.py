"""`personalShopperEventResume`."""

from __future__ import annotations

import strawberry

from ....core.events.addresses import link_url
from ....core.events.consents import agreed_to_recording
from ....core.events.links import link_of
from ....core.events.services import resume_seat
from ....core.global_ids import GlobalType
from ...context import Info
from ...ids import parse_id
from ...permissions import buyers, installation_of
from ...resume_cookie import read_cookie
from ...root_fields import mutation
from .event_join import EventJoinPayload, seat_facts


@strawberry.type(name="PersonalShopperEventResume")
class EventResumePayload(EventJoinPayload):
    handle: str | None = strawberry.field(
        default=None, description="The next one-use handle; null for whoever came by cookie."
    )
    link_url: str | None = strawberry.field(
        default=None,
        description="The link that leads to this seat, for whoever came by cookie: a handle may "
        "have been stolen from the shop's page, and is to lead no further than to the seat.",
    )
    recording_consent: bool | None = strawberry.field(
        default=None, description="The answer about recording, if there was one."
    )
    microphone: bool | None = strawberry.field(
        default=None, description="Whether it was on; null before the call."
    )
    camera: bool | None = strawberry.field(
        default=None, description="Whether it was on; null before the call."
    )


@mutation(buyers)
def event_resume(
    info: Info,
    event: strawberry.ID,
    origin: str,
    handle: str | None = None,
    take_over: bool = False,
) -> EventResumePayload:
    """Come back to the seat in a call after a full page load of the shop around it.

    The seat is the one that the browser's cookie names, else the one of the `handle`, which is
    used up. SEAT_TAKEN says that another page sits there, which `takeOver` sends away.
    """
    resumed = resume_seat(
        installation=installation_of(info.context.actor),
        event_id=parse_id(GlobalType.EVENT, event, field="event"),
        origin=origin,
        cookie=read_cookie(info.context.request),
        handle=handle or "",
        take_over=take_over,
        now=info.context.now,
    )
    seat = resumed.participant
    link = None if resumed.handle else link_of(seat)
    return EventResumePayload(
        **seat_facts(seat, info.context.now),
        handle=resumed.handle or None,
        link_url=link_url(link.token) if link else None,
        recording_consent=agreed_to_recording(seat),
        microphone=resumed.microphone,
        camera=resumed.camera,
    )
