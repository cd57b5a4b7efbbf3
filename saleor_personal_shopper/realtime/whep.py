"""Receiving: WHEP (draft-ietf-wish-whep), one publication or all the others of an event at once.

Of each kind a participant has one subscription: the newest stays.
"""

from __future__ import annotations

import uuid

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from ..core.events.errors import require_open
from ..core.events.models import Participant, Publication
from ..core.events.services import remove_publication
from .bearer import participant_of
from .media_changes import ensure_listening, media_control
from .media_control import MediaRefused, OpenedSession
from .media_http import SDP, created, media_view, not_found, read_sdp
from .whip import restart_ice


@media_view(["POST"], participant_of)
async def subscribe(
    request: HttpRequest, participant: Participant, wanted: uuid.UUID
) -> HttpResponse:
    """Begin to receive a publication of the participant's own event, or that event."""
    if wanted == participant.event_id:
        opened = await _subscribe_event(request, participant)
    else:
        opened = await _subscribe_publication(request, participant, wanted)
    location = reverse("whep-session", kwargs={"session": opened.session})
    return created(opened.answer, location, participant, timezone.now())


async def _subscribe_event(request: HttpRequest, participant: Participant) -> OpenedSession:
    """The media worker fills its slots, and what is in them is told to the room."""
    require_open(participant.event)
    opened = await media_control().subscribe_event(
        event_id=participant.event_id,
        participant_id=participant.pk,
        offer=read_sdp(request, SDP),
    )
    ensure_listening()
    return opened


async def _subscribe_publication(
    request: HttpRequest, participant: Participant, publication_id: uuid.UUID
) -> OpenedSession:
    publication = await sync_to_async(_publication)(participant, publication_id)
    offer = read_sdp(request, SDP)
    try:
        return await media_control().subscribe(
            event_id=publication.event_id,
            publication_id=publication.pk,
            participant_id=participant.pk,
            offer=offer,
        )
    except MediaRefused as refused:
        if refused.code == "UNKNOWN_PUBLICATION":
            await sync_to_async(remove_publication)(publication=publication, now=timezone.now())
        raise


@media_view(["PATCH", "DELETE"], participant_of)
async def session(request: HttpRequest, participant: Participant, session: str) -> HttpResponse:
    """Restart ICE, or stop receiving."""
    sessions = await media_control().sessions(participant.event_id)
    if sessions.get(session) != str(participant.pk):
        raise not_found()
    if request.method == "DELETE":
        await media_control().close_session(event_id=participant.event_id, session=session)
        return HttpResponse(status=200)
    # WHEP is a draft, whose clients do not all send back the tag that they were given.
    return await restart_ice(request, participant, session, request.headers.get("If-Match") or "*")


def _publication(participant: Participant, publication_id: uuid.UUID) -> Publication:
    alive = Publication.objects.of(participant.installation_id).filter(
        event_id=participant.event_id, ended_at=None
    )
    found = alive.filter(pk=publication_id).first()
    if found is None:
        raise not_found()
    return found
