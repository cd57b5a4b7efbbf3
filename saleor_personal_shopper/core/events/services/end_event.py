"""Ending, cancelling and archiving an event."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ...shoppers.staff import StaffRights
from .. import fields
from ..capabilities import Capability, require
from ..changes import Actor, Customer, actor_json, close, lock_event, update
from ..desk import DeskList, notify_desk
from ..errors import illegal_state, not_found, permission_denied
from ..models import Event, EventStatus, Participant, ParticipantRole
from ..selectors import event_for
from ..states import Action, is_open

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
def cancel_event(
    *, event: Event, actor: Actor | Customer, reason: str = "", now: datetime
) -> Event:
    """Call off an event that is not live, as staff or as its customer. Harmless twice.

    Raises DomainError ILLEGAL_STATE when it is live (end it), else as `end_event`.
    """
    check_may_change(event, actor)
    note = fields.clean_text("reason", reason, limit=REASON_LENGTH, is_required=False)
    event = lock_event(event.pk, event.installation_id)
    if event.status != EventStatus.CANCELLED:
        close(event, Action.CANCEL, now=now, by=actor_json(actor, event), reason=note)
    return event


def check_may_change(event: Event, actor: Actor | Customer) -> None:
    """Let staff who may see the event and its own customer pass.

    Raises DomainError PERMISSION_DENIED or NOT_FOUND.
    """
    if isinstance(actor, StaffRights):
        event_for(actor, event.pk)
    elif actor.event_id != event.pk:
        raise not_found()
    elif isinstance(actor, Participant) and actor.role == ParticipantRole.GUEST:
        raise permission_denied()


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
