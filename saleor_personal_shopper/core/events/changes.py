"""Steps that several services share: lock an event, move it on, empty seats, end it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from .. import ports
from ..errors import DomainError
from ..global_ids import GlobalType, to_global_id
from ..installations.models import Installation
from ..shoppers.models import PersonalShopper
from ..shoppers.staff import StaffRights
from .desk import DeskList, notify_desk, push_queue
from .error_codes import EventErrorCode
from .errors import illegal_state, not_found, require_open
from .log import ACTION_OF_STATUS, author_of, write_log
from .mails.notices import tell_cancelled
from .models import Event, EventOrigin, EventStatus, Participant, ParticipantRole, Publication
from .resume_keys import ResumeKey
from .room import CLOSE_REPLACED, post
from .selectors import survey_open
from .serialize import Json, by_json, participant_json
from .states import Action, IllegalTransition, next_status

BEFORE_LIVE = frozenset({EventStatus.REQUESTED, EventStatus.WAITING})
Actor = Participant | StaffRights
"""Who does something to an event: somebody in it, or staff from outside."""


@dataclass(frozen=True)
class Customer:
    """Whose event it is: by the link to manage it, or signed in to the shop."""

    event_id: uuid.UUID


def lock_event(event_id: uuid.UUID, installation: Installation | uuid.UUID) -> Event:
    """The event as it is now, locked until the transaction ends. Raises NOT_FOUND.

    Everything that changes an event or its seats takes this lock first.

    Two queries, since after waiting for a lock PostgreSQL reads the locked row anew, but not the
    rows joined to it: the event would come with the personal shopper of before.
    """
    events = Event.objects.of(installation).filter(pk=event_id)
    if events.select_for_update().values_list("pk", flat=True).first() is None:
        raise not_found()
    return events.select_related("installation", "personal_shopper").get()


def lock_event_of(participant: Participant) -> Event:
    """The open event in which somebody has his seat, locked; `participant.event` is renewed.

    Raises DomainError ENDED, CANCELLED or EXPIRED, and PERMISSION_DENIED for whoever has left or
    was sent out.
    """
    event = lock_event(participant.event_id, participant.installation_id)
    require_open(event)
    seats = Participant.objects.of(participant.installation_id)
    generation = participant.token_generation
    if not seats.filter(pk=participant.pk, left_at=None, token_generation=generation).exists():
        raise DomainError(
            EventErrorCode.PERMISSION_DENIED, _("You have left this call. Join it again.")
        )
    participant.event = event
    return event


def move(
    event: Event,
    action: Action,
    *,
    now: datetime,
    by: Json | None = None,
    ring: bool = False,
    **changes: Any,
) -> None:
    """Bring a locked event into its next state, with these fields, and tell room and desks.

    Raises DomainError ILLEGAL_STATE.
    """
    try:
        changes["status"] = next_status(event.status, action)
    except IllegalTransition as error:
        raise illegal_state() from error
    update(event, **changes)
    post(event=event, type="event.status", data={"status": event.status, "by": by}, now=now)
    lists = [DeskList.WAITING, DeskList.UPCOMING]
    notify_desk(event.installation, lists=lists, now=now, ring=ring)
    push_queue(event, now=now)


def update(event: Event, **changes: Any) -> None:
    """Write these fields of a locked event."""
    for field, value in changes.items():
        setattr(event, field, value)
    Event.objects.of(event.installation_id).filter(pk=event.pk).update(**changes)


def close(
    event: Event,
    action: Action,
    *,
    now: datetime,
    by: Json | None = None,
    ended_at: datetime | None = None,
    reason: str = "",
) -> None:
    """End a locked event: final state, empty seats, no media, and `end` to everybody."""
    name = (by or {}).get("name", "")
    move(event, action, now=now, by=by, ended_at=ended_at or now, ended_by=name)
    if (logged := ACTION_OF_STATUS.get(EventStatus(event.status))) is not None:
        write_log(event, logged, by=author_of(by), now=now, reason=reason)
    if event.status == EventStatus.CANCELLED:
        tell_cancelled(event, now=now)
    in_event = {"event": event}
    seats = Participant.objects.of(event.installation_id).filter(**in_event, left_at=None)
    seats.update(left_at=now, socket_id="", has_microphone=False, has_camera=False)
    sending = Publication.objects.of(event.installation_id).filter(**in_event, ended_at=None)
    sending.update(ended_at=now)
    ResumeKey.objects.of(event.installation_id).filter(participant__event=event).delete()
    data = {"reason": event.status, "note": reason, "surveyOpen": survey_open(event)}
    post(event=event, type="end", data=data, now=now)
    transaction.on_commit(lambda: ports.media_server().close_room(event.pk), robust=True)


def empty_seat(event: Event, participant: Participant, *, now: datetime) -> None:
    """Take somebody out of a locked event, with all that he sends."""
    mine = Participant.objects.of(event.installation_id).filter(pk=participant.pk)
    gone = {"left_at": now, "socket_id": "", "has_microphone": False, "has_camera": False}
    mine.update(**gone)
    for field, value in gone.items():
        setattr(participant, field, value)
    ResumeKey.objects.of(event.installation_id).filter(participant=participant).delete()
    end_publications(event, participant, now=now)
    data = {"id": to_global_id(GlobalType.PARTICIPANT, participant.pk)}
    post(event=event, type="participant.left", data=data, now=now)
    transaction.on_commit(
        lambda: ports.media_server().close_participant(event.pk, participant.pk), robust=True
    )


def empty_seats_of(event: Event, person: PersonalShopper, *, now: datetime) -> None:
    """Take a personal shopper, who holds it no more, out of a locked event."""
    seats = Participant.objects.of(event.installation_id)
    for seat in seats.filter(event=event, personal_shopper=person, left_at=None):
        empty_seat(event, seat, now=now)


def vacate_seat(
    event: Event, participant: Participant, *, now: datetime, code: int = CLOSE_REPLACED
) -> None:
    """Take a seat of a locked event from the device that uses it, for another of the same person.

    Bearers and media of that device end, and its page is told that the call goes on elsewhere, or
    what else the close code says.
    """
    mine = Participant.objects.of(event.installation_id).filter(pk=participant.pk)
    gone = {"socket_id": "", "has_microphone": False, "has_camera": False}
    generation = participant.token_generation + 1
    mine.update(**gone, token_generation=generation)
    participant.refresh_from_db(fields=[*gone, "token_generation"])
    end_publications(event, participant, now=now)
    data = {"participant": participant_json(participant)}
    post(event=event, type="participant.updated", data=data, now=now)
    transaction.on_commit(lambda: _send_away(event.pk, participant.pk, code), robust=True)


def _send_away(event_id: uuid.UUID, participant_id: uuid.UUID, code: int) -> None:
    ports.room_publisher().disconnect(participant_id, code=code)
    ports.media_server().close_participant(event_id, participant_id)


def release(event: Event, *, now: datetime) -> None:
    """Give a locked request that is not live back to the queue, at its old place."""
    if event.origin != EventOrigin.REQUEST or event.status not in BEFORE_LIVE:
        return
    update(event, personal_shopper=None)
    post(event=event, type="event.status", data={"status": event.status, "by": None}, now=now)
    notify_desk(event.installation, lists=[DeskList.WAITING], now=now, ring=True)
    push_queue(event, now=now)


def end_publications(
    event: Event, participant: Participant, *, now: datetime, source: str | None = None
) -> list[Publication]:
    """End what somebody sends, or only from one source; gives what was ended."""
    sending = Publication.objects.of(event.installation_id).filter(
        participant=participant, ended_at=None
    )
    ended = list(sending if source is None else sending.filter(source=source))
    for publication in ended:
        end_publication(event, publication, now=now)
    return ended


def end_publication(event: Event, publication: Publication, *, now: datetime) -> None:
    """Note that a publication of a locked event is over."""
    publication.ended_at = now
    publication.save(update_fields=["ended_at"])
    data = {"id": to_global_id(GlobalType.PUBLICATION, publication.pk)}
    post(event=event, type="publication.removed", data=data, now=now)


def actor_json(actor: Actor | Customer, event: Event) -> Json:
    """Who did it, as messages say; who is not in the call has no participant's id."""
    if isinstance(actor, Participant):
        return by_json(actor)
    if isinstance(actor, Customer):
        return {"id": "", "name": event.customer_name, "role": str(ParticipantRole.CUSTOMER)}
    shopper = actor.personal_shopper
    seats = Participant.objects.of(event.installation_id).filter(event=event)
    seat = seats.filter(personal_shopper=shopper).first() if shopper else None
    if seat is not None:
        return by_json(seat)
    name = shopper.name if shopper else actor.staff_member.name
    return {"id": "", "name": name, "role": str(ParticipantRole.PERSONAL_SHOPPER)}
