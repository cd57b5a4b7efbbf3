"""Going out of a call: for everybody but the one who ends it for all (CL-08)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ..changes import close, empty_seat, lock_event, move, release
from ..models import Event, EventOrigin, EventStatus, Participant, ParticipantRole
from ..serialize import by_json
from ..states import Action, is_open


@transaction.atomic
def leave_event(*, participant: Participant, now: datetime) -> None:
    """Give up the seat; the call goes on for the others. Harmless twice.

    A customer who leaves the queue cancels his request; a personal shopper who leaves before the
    call is live gives the request back to the queue. A call that both sides have left by their
    own will is over.
    """
    event = lock_event(participant.event_id, participant.installation_id)
    if not is_open(event.status) or not _is_seated(participant):
        return
    empty_seat(event, participant, now=now)
    if event.status == EventStatus.LIVE:
        _finish_if_both_left(event, participant, now)
    elif participant.role == ParticipantRole.CUSTOMER:
        _stop_waiting(event, participant, now)
    elif participant.role == ParticipantRole.PERSONAL_SHOPPER:
        release(event, now=now)


def _is_seated(participant: Participant) -> bool:
    seats = Participant.objects.of(participant.installation_id)
    return seats.filter(pk=participant.pk, left_at=None).exists()


def _stop_waiting(event: Event, customer: Participant, now: datetime) -> None:
    if event.origin == EventOrigin.REQUEST:
        close(event, Action.CANCEL, now=now, by=by_json(customer))
    elif event.status == EventStatus.WAITING:
        move(event, Action.SCHEDULE, now=now, queued_at=None)


def _finish_if_both_left(event: Event, last: Participant, now: datetime) -> None:
    seats = Participant.objects.of(event.installation_id).filter(event=event, left_at=None)
    if not seats.exclude(role=ParticipantRole.GUEST).exists():
        close(event, Action.FINISH, now=now, by=by_json(last))
