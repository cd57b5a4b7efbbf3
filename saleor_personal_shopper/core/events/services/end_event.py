"""Ending, cancelling, moving and archiving an event."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ...shoppers.staff import StaffRights
from .. import fields
from ..capabilities import Capability, require
from ..changes import Actor, actor_json, close, empty_seat, lock_event, move, update
from ..desk import DeskList, notify_desk
from ..errors import illegal_state, not_found, permission_denied, require_open
from ..models import Event, EventOrigin, EventStatus, Participant, ParticipantRole
from ..selectors import event_for
from ..states import Action, is_open
from .create_event import check_duration, check_start

REASON_LENGTH = 500


@transaction.atomic
def end_event(*, event: Event, actor: Actor, now: datetime) -> Event:
    """End the call for all; before it was live it counts as cancelled.

    Raises DomainError PERMISSION_DENIED for whoever may only leave; harmless once ended.
    """
    if isinstance(actor, Participant):
        _check_own_event(actor, event)
        require(actor, Capability.END_FOR_ALL)
    else:
        event_for(actor, event.pk)
    event = lock_event(event.pk, event.installation_id)
    if is_open(event.status):
        is_live = event.status == EventStatus.LIVE
        action = Action.FINISH if is_live else Action.CANCEL
        close(event, action, now=now, by=actor_json(actor, event))
    return event


@transaction.atomic
def cancel_event(*, event: Event, actor: Actor, reason: str = "", now: datetime) -> Event:
    """Call off an event that is not live, as staff or as its customer.

    Raises DomainError ILLEGAL_STATE when it is live (end it), else as `end_event`.
    """
    if isinstance(actor, Participant):
        _check_own_event(actor, event)
        if actor.role == ParticipantRole.GUEST:
            raise permission_denied()
    else:
        event_for(actor, event.pk)
    note = fields.clean_text("reason", reason, limit=REASON_LENGTH, is_required=False)
    event = lock_event(event.pk, event.installation_id)
    if event.status != EventStatus.CANCELLED:
        close(event, Action.CANCEL, now=now, by=actor_json(actor, event), reason=note)
    return event


@transaction.atomic
def reschedule_event(
    *,
    event: Event,
    rights: StaffRights,
    starts_at: datetime,
    duration_minutes: int | None = None,
    time_zone: str = "",
    now: datetime,
) -> Event:
    """Give a private call that is not live another date; its links stay, and so does the zone in
    which mail tells the date, unless `time_zone` names another.

    A customer who waits already is sent back before the door.

    Raises DomainError INVALID, ILLEGAL_STATE, or as `event_for`.
    """
    event_for(rights, event.pk)
    check_start(starts_at, now)
    event = lock_event(event.pk, rights.installation)
    require_open(event)
    if event.origin != EventOrigin.PRIVATE:
        raise illegal_state()
    minutes = check_duration(duration_minutes or event.duration_minutes)
    by = actor_json(rights, event)
    customer = Participant.objects.of(event.installation_id).filter(
        event=event, role=ParticipantRole.CUSTOMER, left_at=None
    )
    for seat in customer:
        empty_seat(event, seat, now=now)
    move(
        event,
        Action.SCHEDULE,
        now=now,
        by=by,
        starts_at=starts_at,
        duration_minutes=minutes,
        time_zone=fields.clean_time_zone(time_zone) or event.time_zone,
        sequence=event.sequence + 1,
        queued_at=None,
    )
    return event


@transaction.atomic
def archive_event(*, event: Event, rights: StaffRights, now: datetime) -> Event:
    """Put an event that is over out of the lists. Harmless twice."""
    event_for(rights, event.pk)
    event = lock_event(event.pk, rights.installation)
    if is_open(event.status):
        raise illegal_state()
    update(event, is_archived=True)
    notify_desk(event.installation, lists=[DeskList.UPCOMING], now=now)
    return event


def _check_own_event(participant: Participant, event: Event) -> None:
    """A bearer of one call says nothing in another."""
    if participant.event_id != event.pk:
        raise not_found()
