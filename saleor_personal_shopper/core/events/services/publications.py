"""What participants send: publications, and whether microphone and camera are on (CL-01, CL-02)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ...global_ids import GlobalType, to_global_id
from ..capabilities import Capability
from ..changes import end_publication, end_publications, lock_event, lock_event_of
from ..errors import permission_denied
from ..models import Participant, Publication, PublicationSource
from ..room import post
from ..serialize import publication_json
from ..sources import sources_of


@dataclass(frozen=True)
class AddedPublication:
    """The new publication, and those it took the place of: end their media sessions."""

    publication: Publication
    replaced: list[Publication]


@transaction.atomic
def add_publication(
    *,
    participant: Participant,
    source: PublicationSource,
    media_session: str,
    now: datetime,
    publication_id: uuid.UUID | None = None,
) -> AddedPublication:
    """Announce what a participant now sends; the newest of a source evicts the older.

    `publication_id` is the id under which the media worker already knows it.

    Raises DomainError PERMISSION_DENIED, or why the call is over.
    """
    if source not in sources_of(participant):
        raise permission_denied()
    event = lock_event_of(participant)
    replaced = end_publications(event, participant, now=now, source=source)
    publication = Publication.objects.create(
        id=publication_id or uuid.uuid4(),
        installation_id=event.installation_id,
        event=event,
        participant=participant,
        source=source,
        media_session=media_session,
        created_at=now,
    )
    data = {"publication": publication_json(publication)}
    post(event=event, type="publication.added", data=data, now=now)
    return AddedPublication(publication, replaced)


@transaction.atomic
def remove_publication(*, publication: Publication, now: datetime) -> None:
    """Take back what was announced. Harmless twice."""
    event = lock_event(publication.event_id, publication.installation_id)
    alive = Publication.objects.of(event.installation_id).filter(pk=publication.pk, ended_at=None)
    if (found := alive.first()) is not None:
        end_publication(event, found, now=now)


@transaction.atomic
def update_media(
    *, participant: Participant, microphone: bool, camera: bool, now: datetime
) -> None:
    """Note whether microphone and camera are on; the room hears of changes only.

    Raises DomainError PERMISSION_DENIED, or why the call is over.
    """
    if (microphone and Capability.MICROPHONE not in participant.capabilities) or (
        camera and Capability.CAMERA not in participant.capabilities
    ):
        raise permission_denied()
    event = lock_event_of(participant)
    mine = Participant.objects.of(event.installation_id).filter(pk=participant.pk)
    changed = mine.exclude(has_microphone=microphone, has_camera=camera)
    if not changed.update(has_microphone=microphone, has_camera=camera):
        return
    participant.has_microphone, participant.has_camera = microphone, camera
    data = {
        "participant": to_global_id(GlobalType.PARTICIPANT, participant.pk),
        "microphone": microphone,
        "camera": camera,
    }
    post(event=event, type="media.muted", data=data, now=now)
