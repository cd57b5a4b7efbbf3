"""Who is there, by the room's sockets: the newest socket of a participant counts.

A call is LIVE from the first moment in which customer and personal shopper both are (CL-28).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from ... import ports
from ..changes import lock_event, move, update
from ..errors import permission_denied, require_open
from ..models import Event, EventStatus, Participant, ParticipantRole
from ..room import CLOSE_REPLACED, post
from ..serialize import by_json, participant_json
from ..states import Action, is_open
from .join_event import refuse_full, refuse_too_early, wait_as_customer

TOUCH_INTERVAL = timedelta(seconds=10)
THE_TWO = (ParticipantRole.CUSTOMER, ParticipantRole.PERSONAL_SHOPPER)


@transaction.atomic
def socket_connected(*, participant: Participant, socket_id: str, now: datetime) -> None:
    """Note a participant's new socket, and send away the one before.

    To be called before the socket joins the participant's group, or it is sent away itself.
    Raises DomainError when the call is over.
    """
    event = lock_event(participant.event_id, participant.installation_id)
    require_open(event)
    if participant.role != ParticipantRole.PERSONAL_SHOPPER:
        refuse_too_early(event, now)
    mine = Participant.objects.of(event.installation_id).filter(pk=participant.pk)
    before = mine.get()
    _check_seat(event, before, participant.token_generation, now)
    mine.update(socket_id=socket_id, seen_at=now, left_at=None)
    participant.refresh_from_db(fields=["socket_id", "seen_at", "left_at"])
    if before.socket_id and before.socket_id != socket_id:
        transaction.on_commit(
            lambda: ports.room_publisher().disconnect(participant.pk, code=CLOSE_REPLACED),
            robust=True,
        )
    _announce(event, before, participant, now)
    if participant.role == ParticipantRole.CUSTOMER:
        wait_as_customer(event, now=now)
    _go_live_if_both_are_here(event, now)


def _check_seat(event: Event, seat: Participant, generation: int, now: datetime) -> None:
    if seat.token_generation != generation:
        raise permission_denied()
    if seat.role == ParticipantRole.GUEST and seat.left_at is not None:
        refuse_full(event, now)


def _announce(event: Event, before: Participant, after: Participant, now: datetime) -> None:
    if before.left_at is not None:
        data = {"participant": participant_json(after), "by": by_json(after)}
        post(event=event, type="participant.joined", data=data, now=now)
    elif not before.socket_id:
        _post_updated(event, after, now)


def _post_updated(event: Event, participant: Participant, now: datetime) -> None:
    data = {"participant": participant_json(participant)}
    post(event=event, type="participant.updated", data=data, now=now)


def _go_live_if_both_are_here(event: Event, now: datetime) -> None:
    if event.status != EventStatus.WAITING:
        return
    here = Participant.objects.of(event.installation_id).filter(event=event, role__in=THE_TWO)
    roles = set(here.exclude(socket_id="").values_list("role", flat=True))
    if roles == set(THE_TWO):
        move(event, Action.GO_LIVE, now=now, live_at=now)


def socket_disconnected(*, participant: Participant, socket_id: str, now: datetime) -> None:
    """Note that a socket is gone; one that was replaced before changes nothing."""
    note_gone(participant, socket_id, seen_at=now, now=now)


@transaction.atomic
def note_gone(
    participant: Participant, socket_id: str, *, seen_at: datetime | None, now: datetime
) -> None:
    """Note that a socket is gone whose last sign was at `seen_at`."""
    event = lock_event(participant.event_id, participant.installation_id)
    mine = Participant.objects.of(event.installation_id).filter(pk=participant.pk)
    if not socket_id or not mine.filter(socket_id=socket_id).update(socket_id="", seen_at=seen_at):
        return
    participant.refresh_from_db(fields=["socket_id", "seen_at", "has_microphone", "has_camera"])
    if participant.role == ParticipantRole.CUSTOMER:
        update(event, customer_seen_at=seen_at)
    if is_open(event.status):
        _post_updated(event, participant, now)


def touch_participant(*, participant: Participant, socket_id: str, now: datetime) -> None:
    """Note a sign of life of a socket; at most one write in ten seconds."""
    mine = Participant.objects.of(participant.installation_id).filter(
        pk=participant.pk, socket_id=socket_id, seen_at__lt=now - TOUCH_INTERVAL
    )
    if mine.update(seen_at=now) and participant.role == ParticipantRole.CUSTOMER:
        Event.objects.of(participant.installation_id).filter(pk=participant.event_id).update(
            customer_seen_at=now
        )
