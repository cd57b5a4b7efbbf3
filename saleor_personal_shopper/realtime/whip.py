"""Publishing: WHIP (RFC 9725). The SDP goes to the media worker, who is asking is settled here."""

from __future__ import annotations

import uuid

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..core.events.errors import require_open
from ..core.events.models import Participant, Publication, PublicationSource
from ..core.events.services import AddedPublication, add_publication, remove_publication
from ..core.events.sources import sources_of
from .bearer import participant_of
from .media_changes import ensure_listening, media_control
from .media_control import OpenedSession
from .media_http import (
    SDP,
    SDP_FRAGMENT,
    Refused,
    created,
    etag,
    media_view,
    not_found,
    read_sdp,
)


@media_view(["POST"], participant_of)
async def publish(
    request: HttpRequest, participant: Participant, event_id: uuid.UUID, source: str
) -> HttpResponse:
    """Begin to send; an older publication of the same source gives way."""
    wanted = _check(participant, event_id, source)
    offer = read_sdp(request, SDP)
    publication_id = uuid.uuid4()
    opened = await media_control().publish(
        event_id=event_id,
        publication_id=publication_id,
        participant_id=participant.pk,
        source=wanted,
        offer=offer,
    )
    await _announce(participant, wanted, publication_id, opened)
    ensure_listening()
    location = reverse("whip-session", kwargs={"session": opened.session})
    return created(opened.answer, location, participant, timezone.now())


@media_view(["PATCH", "DELETE"], participant_of)
async def session(request: HttpRequest, participant: Participant, session: str) -> HttpResponse:
    """Restart ICE, or stop sending."""
    publication = await sync_to_async(_own_publication)(participant, session)
    if request.method == "DELETE":
        await media_control().close_session(event_id=publication.event_id, session=session)
        await sync_to_async(remove_publication)(publication=publication, now=timezone.now())
        return HttpResponse(status=200)
    if_match = request.headers.get("If-Match")
    if not if_match:
        raise Refused(428, "IF_MATCH_MISSING", _("Say by If-Match which ICE session is meant."))
    return await restart_ice(request, participant, session, if_match)


async def restart_ice(
    request: HttpRequest, participant: Participant, session: str, if_match: str
) -> HttpResponse:
    """200 with new credentials, or 204 for candidates, which an ICE-lite server does not need."""
    fragment = await media_control().restart_ice(
        event_id=participant.event_id,
        session=session,
        fragment=read_sdp(request, SDP_FRAGMENT),
        if_match=if_match,
    )
    if fragment is None:
        return HttpResponse(status=204)
    response = HttpResponse(fragment, content_type=SDP_FRAGMENT)
    response["ETag"] = etag(fragment)
    return response


def _check(participant: Participant, event_id: uuid.UUID, source: str) -> PublicationSource:
    """The source, if this participant may publish it in this event."""
    if participant.event_id != event_id or source not in PublicationSource.values:
        raise not_found()
    wanted = PublicationSource(source)
    if wanted not in sources_of(participant):
        raise Refused(403, "PERMISSION_DENIED", _("Your part in this call does not allow this."))
    require_open(participant.event)
    return wanted


async def _announce(
    participant: Participant,
    source: PublicationSource,
    publication_id: uuid.UUID,
    opened: OpenedSession,
) -> None:
    """Tell the room; where the room does not want it any more, end it again."""
    try:
        added: AddedPublication = await sync_to_async(add_publication)(
            participant=participant,
            source=source,
            media_session=opened.session,
            publication_id=publication_id,
            now=timezone.now(),
        )
    except Exception:
        await media_control().close_session(event_id=participant.event_id, session=opened.session)
        raise
    for old in added.replaced:
        await media_control().close_session(event_id=old.event_id, session=old.media_session)


def _own_publication(participant: Participant, session: str) -> Publication:
    mine = Publication.objects.of(participant.installation_id).filter(participant=participant)
    found = mine.filter(media_session=session, ended_at=None).first()
    if found is None:
        raise not_found()
    return found
