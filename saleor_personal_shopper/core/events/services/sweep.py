"""What nobody does by hand: customers who vanished, calls nobody came to, rooms left empty.

Each function may run twice, at once or again, without harm: it decides under the event's lock.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Q
from django.utils import translation
from django.utils.translation import gettext as _

from ...installations.models import Installation, InstallationStatus
from ..changes import BEFORE_LIVE, close, empty_seat, lock_event, move, release
from ..desk import DeskList, notify_desk
from ..models import Event, EventOrigin, EventStatus, Participant, ParticipantRole
from ..selectors import AWAY_AFTER
from ..states import OPEN, Action, is_open
from .presence import THE_TWO, note_gone

SOCKET_DEAD_AFTER = timedelta(seconds=60)
"""A socket gives a sign every 20 seconds; a web process killed outright reports nothing."""
LEFT_AFTER = timedelta(minutes=2)
"""How long somebody may be away before he counts as gone."""
EMPTY_AFTER = timedelta(minutes=2)
ALONE_AFTER = timedelta(minutes=15)
"""How long one side of a live call may wait for the other to come back."""
SCHEDULED_GRACE = timedelta(hours=1)
"""How long after its planned end a call may still be begun."""
SUSPENDED_GRACE = timedelta(seconds=60)
"""How long calls go on after the shop removed or deactivated the app."""
Keys = Iterable[tuple[uuid.UUID, uuid.UUID]]


def sweep_waiting(*, now: datetime) -> int:
    """Mark dead sockets, tell desks who is away, and end what the customer left.

    A request whose personal shopper vanished goes back to the queue.

    Gives how many events were ended or sent back before the door.
    """
    drop_dead_sockets(now=now)
    _tell_of_away(now)
    waiting = Event.objects.across_installations().filter(status__in=BEFORE_LIVE)
    deserted = waiting.filter(
        participants__role=ParticipantRole.PERSONAL_SHOPPER,
        participants__personal_shopper=F("personal_shopper"),
        participants__socket_id="",
        participants__seen_at__lt=now - LEFT_AFTER,
        origin=EventOrigin.REQUEST,
    )
    _each(deserted.values_list("installation_id", "pk"), _release_if_deserted, now)
    gone = waiting.filter(customer_seen_at__lt=now - LEFT_AFTER)
    return _each(gone.values_list("installation_id", "pk"), _customer_left, now)


def drop_dead_sockets(*, now: datetime) -> int:
    """Note as disconnected whoever gave no sign for a minute."""
    dead = Participant.objects.across_installations().filter(
        ~Q(socket_id=""), seen_at__lt=now - SOCKET_DEAD_AFTER
    )
    found = list(dead)
    for participant in found:
        note_gone(participant, participant.socket_id, seen_at=participant.seen_at, now=now)
    return len(found)


def sweep_guests(*, now: datetime) -> int:
    """Empty the seats of guests who went without a word; gives how many."""
    gone = Participant.objects.across_installations().filter(
        role=ParticipantRole.GUEST,
        left_at=None,
        socket_id="",
        seen_at__lt=now - LEFT_AFTER,
        event__status__in=OPEN,
    )
    return _each(gone.values_list("installation_id", "event_id").distinct(), _guests_left, now)


def sweep_live(*, now: datetime) -> int:
    """End live calls that both sides, or one of them for long, have left; gives how many."""
    live = Event.objects.across_installations().filter(status=EventStatus.LIVE)
    quiet = live.filter(
        participants__role__in=THE_TWO,
        participants__socket_id="",
        participants__seen_at__lt=now - EMPTY_AFTER,
    ).distinct()
    return _each(quiet.values_list("installation_id", "pk"), _finish_if_left, now)


def sweep_suspended(*, now: datetime) -> int:
    """End the calls of shops that switched us off a minute ago; gives how many."""
    suspended = Installation.objects.filter(
        status=InstallationStatus.SUSPENDED, suspended_at__lt=now - SUSPENDED_GRACE
    )
    events = Event.objects.across_installations().filter(status__in=OPEN)
    keys = events.filter(installation__in=suspended).values_list("installation_id", "pk")
    return _each(keys, _end_suspended, now)


def _end_suspended(event: Event, now: datetime) -> bool:
    if not is_open(event.status):
        return False
    action = Action.FINISH if event.status == EventStatus.LIVE else Action.CANCEL
    with translation.override(event.language):
        reason = _("The shop has switched its video calls off.")
        close(event, action, now=now, reason=reason)
    return True


def sweep_scheduled(*, now: datetime) -> int:
    """End calls whose time has passed without a meeting; gives how many."""
    planned_end = ExpressionWrapper(
        F("starts_at") + F("duration_minutes") * timedelta(minutes=1),
        output_field=DateTimeField(),
    )
    over = (
        Event.objects.across_installations()
        .filter(status=EventStatus.SCHEDULED)
        .annotate(planned_end=planned_end)
        .filter(planned_end__lt=now - SCHEDULED_GRACE)
    )
    return _each(over.values_list("installation_id", "pk"), _nobody_met, now)


def _each(keys: Keys, act: Callable[[Event, datetime], bool], now: datetime) -> int:
    """Act on each event in a transaction of its own; counts those that were changed."""
    changed = 0
    for installation_id, event_id in list(keys):
        with transaction.atomic():
            changed += act(lock_event(event_id, installation_id), now)
    return changed


def _tell_of_away(now: datetime) -> None:
    away = Event.objects.across_installations().filter(
        status=EventStatus.WAITING,
        customer_seen_at__lt=now - AWAY_AFTER,
        customer_seen_at__gte=now - LEFT_AFTER,
    )
    for installation in Installation.objects.filter(pk__in=away.values("installation_id")):
        notify_desk(installation, lists=[DeskList.WAITING], now=now)


def _customer_left(event: Event, now: datetime) -> bool:
    seen = event.customer_seen_at
    if event.status not in BEFORE_LIVE or seen is None or seen >= now - LEFT_AFTER:
        return False
    seats = _seats(event)
    if event.origin != EventOrigin.REQUEST:
        for customer in (one for one in seats if one.role == ParticipantRole.CUSTOMER):
            empty_seat(event, customer, now=now)
        move(event, Action.SCHEDULE, now=now, queued_at=None)
    else:
        close(event, _why_request_failed(event, seats), now=now, ended_at=seen)
    return True


def _guests_left(event: Event, now: datetime) -> bool:
    if not is_open(event.status):
        return False
    guests = [one for one in _seats(event) if one.role == ParticipantRole.GUEST]
    away = [one for one in guests if one.left_at is None and not one.socket_id]
    gone = [one for one in away if (one.seen_at or one.joined_at) < now - LEFT_AFTER]
    for guest in gone:
        empty_seat(event, guest, now=now)
    return bool(gone)


def _release_if_deserted(event: Event, now: datetime) -> bool:
    """Whether the personal shopper who took the request vanished before it was live."""
    for seat in _seats(event):
        is_his = seat.personal_shopper_id == event.personal_shopper_id is not None
        seen = seat.seen_at or seat.joined_at
        if is_his and not seat.socket_id and seen < now - LEFT_AFTER:
            empty_seat(event, seat, now=now)
            release(event, now=now)
            return True
    return False


def _why_request_failed(event: Event, seats: list[Participant]) -> Action:
    if any(one.role == ParticipantRole.PERSONAL_SHOPPER for one in seats):
        return Action.NO_SHOW
    return Action.EXPIRE if event.status == EventStatus.REQUESTED else Action.MISS


def _finish_if_left(event: Event, now: datetime) -> bool:
    if event.status != EventStatus.LIVE:
        return False
    two = [one for one in _seats(event) if one.role in THE_TWO]
    last_seen = {
        role: max((_presence(one, now) for one in two if one.role == role), default=event.live_at)
        for role in THE_TWO
    }
    times = [seen for seen in last_seen.values() if seen is not None]
    if not (max(times) < now - EMPTY_AFTER or min(times) < now - ALONE_AFTER):
        return False
    ended_at = max(times) if max(times) < now - EMPTY_AFTER else min(times)
    close(event, Action.FINISH, now=now, ended_at=ended_at)
    return True


def _presence(participant: Participant, now: datetime) -> datetime:
    """Now for whoever is here, else when he was last seen."""
    return now if participant.socket_id else participant.seen_at or participant.joined_at


def _nobody_met(event: Event, now: datetime) -> bool:
    seats = _seats(event)
    if event.status != EventStatus.SCHEDULED or any(one.socket_id for one in seats):
        return False
    came = {one.role for one in seats}
    if ParticipantRole.CUSTOMER in came:
        action = Action.MISS
    elif ParticipantRole.PERSONAL_SHOPPER in came:
        action = Action.NO_SHOW
    else:
        is_booked = event.origin == EventOrigin.BOOKING
        action = Action.NO_SHOW if is_booked else Action.EXPIRE
    close(event, action, now=now)
    return True


def _seats(event: Event) -> list[Participant]:
    return list(Participant.objects.of(event.installation_id).filter(event=event))
