"""Reading events: the queue, the desk's lists, and what stands behind a link."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Prefetch, Q, QuerySet

from ..installations.models import Installation, Module
from ..installations.selectors import shop_settings
from ..shoppers.models import PersonalShopper
from ..shoppers.selectors import available_personal_shoppers, on_duty_personal_shoppers
from ..shoppers.staff import StaffRights
from .errors import not_found, permission_denied
from .links import CAMPAIGN, find_link
from .models import (
    Event,
    EventLink,
    EventOrigin,
    EventStatus,
    LeftMessage,
    LinkKind,
    Participant,
    ParticipantRole,
    Publication,
    Survey,
)

OPENS_BEFORE = timedelta(minutes=15)
"""How long before its start a scheduled call may be entered."""
AWAY_AFTER = timedelta(seconds=30)
IN_QUEUE = Q(
    origin=EventOrigin.REQUEST,
    status__in=[EventStatus.REQUESTED, EventStatus.WAITING],
    personal_shopper=None,
)
GUEST_PLACE_HELD = timedelta(minutes=1)
SEATS_OF_THE_TWO = 2
"""Customer and personal shopper always find their seats, however many guests there are."""


class LinkStatus(StrEnum):
    """What a page behind a link has to show."""

    TOO_EARLY = "TOO_EARLY"
    WAITING = "WAITING"
    LIVE = "LIVE"
    FULL = "FULL"
    ENDED = "ENDED"
    CANCELLED = "CANCELLED"
    EXPIRED = "EXPIRED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True)
class LinkState:
    """A link's event and state; `kind` and `event` are None where nothing is known.

    `seat_taken` says that the customer, whose link it is, is in the call on some device now.
    """

    state: LinkStatus
    kind: LinkKind | None = None
    event: Event | None = None
    seat_taken: bool = False


@dataclass(frozen=True)
class PresenceInfo:
    """Whether a call can be had now.

    `available` says that a request would be taken or wait its turn; `personal_shoppers` are free
    at once, `on_duty` counts those in a call too, `waiting` the queue.
    """

    available: bool
    personal_shoppers: int
    waiting: int
    on_duty: int


def queue(installation_id: uuid.UUID) -> QuerySet[Event]:
    """The requests that nobody has taken, first come first."""
    waiting = Event.objects.of(installation_id).filter(IN_QUEUE)
    return waiting.order_by("queued_at", "pk")


def queue_position(event: Event) -> int | None:
    """The place in the queue, 1 for the next; None when the event is not in it."""
    if event.personal_shopper_id is not None or event.origin != EventOrigin.REQUEST:
        return None
    if event.status not in {EventStatus.REQUESTED, EventStatus.WAITING}:
        return None
    before = Q(queued_at__lt=event.queued_at) | Q(queued_at=event.queued_at, pk__lt=event.pk)
    return queue(event.installation_id).filter(before).count() + 1


def presence(installation: Installation, channel: str, *, now: datetime) -> PresenceInfo:
    """Who could answer now. Every personal shopper serves every channel, so far."""
    on_duty = on_duty_personal_shoppers(installation, now=now).count()
    return PresenceInfo(
        available=on_duty > 0,
        personal_shoppers=available_personal_shoppers(installation, now=now).count(),
        waiting=queue(installation.pk).filter(channel=channel).count(),
        on_duty=on_duty,
    )


def event_by_link_token(token: str, *, now: datetime) -> LinkState:
    """What stands behind a link: two or three queries."""
    link = find_link(token)
    if link is None:
        return LinkState(LinkStatus.UNKNOWN)
    event, kind = link.event, LinkKind(link.kind)
    state = _link_status(event, kind, now)
    is_open = state in {LinkStatus.WAITING, LinkStatus.LIVE}
    is_his = is_open and kind == LinkKind.CUSTOMER
    return LinkState(state, kind, event, is_his and customer_is_here(event))


def _link_status(event: Event, kind: LinkKind, now: datetime) -> LinkStatus:
    by_status = {
        EventStatus.FINISHED: LinkStatus.ENDED,
        EventStatus.CANCELLED: LinkStatus.CANCELLED,
        EventStatus.MISSED: LinkStatus.EXPIRED,
        EventStatus.NO_SHOW: LinkStatus.EXPIRED,
        EventStatus.EXPIRED: LinkStatus.EXPIRED,
    }
    final = by_status.get(EventStatus(event.status))
    if final is not None:
        return final
    if is_too_early(event, now):
        return LinkStatus.TOO_EARLY
    if kind == LinkKind.GUEST and not has_room_for_guest(event, now=now):
        return LinkStatus.FULL
    return LinkStatus.LIVE if event.status == EventStatus.LIVE else LinkStatus.WAITING


def opens_at(event: Event) -> datetime | None:
    """From when a scheduled call may be entered; None for a call that knows no date."""
    return event.starts_at and event.starts_at - OPENS_BEFORE


def is_too_early(event: Event, now: datetime) -> bool:
    """Whether customers and guests have to come back later."""
    opening = opens_at(event)
    return event.status == EventStatus.SCHEDULED and opening is not None and now < opening


def customer_is_here(event: Event) -> bool:
    """Whether the customer is connected with his seat."""
    seats = Participant.objects.of(event.installation_id).filter(event=event)
    return seats.filter(role=ParticipantRole.CUSTOMER).exclude(socket_id="").exists()


def has_room_for_guest(event: Event, *, now: datetime) -> bool:
    """Whether one more guest fits into the merchant's limit (CL-07).

    A guest who went without a word keeps his place for a minute, in case he comes back.
    """
    guests = Participant.objects.of(event.installation_id).filter(
        event=event, role=ParticipantRole.GUEST, left_at=None
    )
    counting = guests.exclude(socket_id="", seen_at__lt=now - GUEST_PLACE_HELD)
    limit = shop_settings(event.installation).participant_limit
    return counting.count() + SEATS_OF_THE_TWO < limit


def sent_in(event: Event) -> QuerySet[Publication]:
    """What participants send in an event now."""
    return Publication.objects.of(event.installation_id).filter(event=event, ended_at=None)


def survey_open(event: Event) -> bool:
    """Whether the customer may still answer: there was a call, it is over, he has not yet."""
    if event.live_at is None or event.status != EventStatus.FINISHED:
        return False
    return not Survey.objects.of(event.installation_id).filter(event=event).exists()


def is_away(event: Event, *, now: datetime) -> bool:
    """Whether the waiting customer has given no sign for 30 seconds."""
    seen = event.customer_seen_at
    return event.status == EventStatus.WAITING and seen is not None and now - seen > AWAY_AFTER


def waiting_events(
    installation: Installation, *, personal_shopper: PersonalShopper | None = None
) -> QuerySet[Event]:
    """Customers waiting to be joined (DC-15), first come first, all or one person's."""
    waiting = Q(status=EventStatus.WAITING) | IN_QUEUE
    return _desk_list(installation, personal_shopper).filter(waiting).order_by("queued_at", "pk")


def upcoming_events(
    installation: Installation, *, personal_shopper: PersonalShopper | None = None
) -> QuerySet[Event]:
    """Calls with a date (DC-18), soonest first, all or one person's."""
    scheduled = _desk_list(installation, personal_shopper).filter(status=EventStatus.SCHEDULED)
    return scheduled.order_by("starts_at", "pk")


def _desk_list(
    installation: Installation, personal_shopper: PersonalShopper | None
) -> QuerySet[Event]:
    events = Event.objects.of(installation).select_related("personal_shopper", "campaign")
    events = events.prefetch_related(Prefetch("links", EventLink.objects.of(installation)))
    return events if personal_shopper is None else events.filter(_his_or_free(personal_shopper))


def _his_or_free(personal_shopper: PersonalShopper) -> Q:
    free = Q(personal_shopper=None) | Q(personal_shopper__deleted_at__isnull=False)
    return Q(personal_shopper=personal_shopper) | free


def open_messages(installation: Installation) -> QuerySet[LeftMessage]:
    """Messages that nobody has marked done, oldest first."""
    return LeftMessage.objects.of(installation).filter(done_at=None).order_by("left_at", "pk")


def events_of(
    installation: Installation,
    *,
    personal_shopper: PersonalShopper | None = None,
    saleor_user_id: str = "",
    statuses: Sequence[EventStatus | str] = (),
) -> QuerySet[Event]:
    """Events newest first: all, of one personal shopper, or of one signed-in customer."""
    events = Event.objects.of(installation).select_related("personal_shopper")
    if personal_shopper is not None:
        events = events.filter(_his_or_free(personal_shopper))
    if saleor_user_id:
        events = events.filter(saleor_user_id=saleor_user_id)
    if statuses:
        events = events.filter(status__in=statuses)
    return events.order_by("-created_at", "pk")


def overseen(rights: StaffRights) -> PersonalShopper | None:
    """Whose events a staff user with the module Calls may see: his own, with those that nobody
    has taken, or everybody's (None)."""
    return None if rights.may(Module.SETTINGS) else rights.personal_shopper


def visible_events(rights: StaffRights) -> QuerySet[Event]:
    """Newest first. Raises DomainError PERMISSION_DENIED without the module Calls."""
    if not rights.may(Module.CALLS):
        raise permission_denied()
    return events_of(rights.installation, personal_shopper=overseen(rights))


def event_for(rights: StaffRights, event_id: uuid.UUID) -> Event:
    """The event, when the staff user may see it: his own, an untaken one, or as administrator any.

    Raises DomainError PERMISSION_DENIED without the module Calls, else NOT_FOUND.
    """
    visible = visible_events(rights).select_related("installation", "personal_shopper", *CAMPAIGN)
    found = visible.filter(pk=event_id).first()
    if found is None:
        raise not_found()
    return found
