"""Who attends a campaign's events, and when each of them is taken: four queries for everybody."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from ..campaigns.models import Campaign
from ..campaigns.slots import Diary
from ..shoppers.hours import Hours, hours_of
from ..shoppers.intervals import Interval
from ..shoppers.models import BusyTime, PersonalShopper
from .bookings import SlotHold
from .models import AHEAD_STATUSES, Event, EventOrigin, EventStatus

REACH = timedelta(days=3)
"""More than an event with its buffers lasts: how far beyond a time its neighbours are read."""
WEEK = timedelta(days=8)
"""More than a week: how far beyond a time bookings count towards the limit of its week."""
UNCOUNTED = (EventStatus.CANCELLED, EventStatus.EXPIRED)


@dataclass(frozen=True)
class Host:
    """A personal shopper who can be booked; `last_booked_at` is read for choosing alone."""

    person: PersonalShopper
    hours: Hours | None
    last_booked_at: datetime | None = None


@dataclass(frozen=True)
class Except:
    """What does not count as taken: the hold of whoever books, the event that is moved."""

    hold_id: uuid.UUID | None = None
    event_id: uuid.UUID | None = None


NOTHING = Except()


def hosts_of(campaign: Campaign, *, with_last_booked: bool = False) -> list[Host]:
    """The active members of the campaign's group, by name."""
    people = _serving(PersonalShopper.objects.of(campaign.installation_id)).filter(
        memberships__group=campaign.group_id
    )
    return _hosts(people, with_last_booked=with_last_booked)


def host_of(personal_shopper: PersonalShopper) -> Host | None:
    """A personal shopper whoever he is host of; None when he serves nobody any more."""
    people = PersonalShopper.objects.of(personal_shopper.installation_id)
    return next(iter(_hosts(_serving(people).filter(pk=personal_shopper.pk))), None)


def _serving(people: QuerySet[PersonalShopper]) -> QuerySet[PersonalShopper]:
    return people.filter(deleted_at=None, deactivated_at=None)


def _hosts(people: QuerySet[PersonalShopper], *, with_last_booked: bool = False) -> list[Host]:
    if with_last_booked:
        people = people.annotate(last_booked_at=Subquery(_last_booked()))
    return [
        Host(one, _own_hours(one), getattr(one, "last_booked_at", None))
        for one in people.select_related("hours").order_by("name", "pk")
    ]


def _last_booked() -> QuerySet[Event, datetime]:
    booked = Event.objects.across_installations().filter(
        personal_shopper=OuterRef("pk"), origin=EventOrigin.BOOKING
    )
    return booked.order_by("-created_at").values_list("created_at", flat=True)[:1]


def _own_hours(person: PersonalShopper) -> Hours | None:
    stored = getattr(person, "hours", None)
    return hours_of(stored) if stored is not None else None


def diaries(
    hosts: Sequence[Host],
    *,
    window: Interval,
    campaign: Campaign | None,
    now: datetime,
    leaving_out: Except = NOTHING,
) -> dict[uuid.UUID, Diary]:
    """The diary of each in this time and around it; `campaign` is whose limits count."""
    keys = [host.person.pk for host in hosts]
    taken: dict[uuid.UUID, list[Interval]] = defaultdict(list)
    booked: dict[uuid.UUID, list[datetime]] = defaultdict(list)
    for event in _events(keys, window, campaign, leaving_out):
        if event.status in AHEAD_STATUSES:
            taken[event.person].append(event.interval)
        if campaign is not None and event.counts_in == campaign.pk:
            booked[event.person].append(event.starts_at)
    for person, starts_at, ends_at in _elsewhere(keys, window, now, leaving_out):
        taken[person].append(Interval(starts_at, ends_at))
    return {
        host.person.pk: Diary(host.hours, taken[host.person.pk], booked[host.person.pk])
        for host in hosts
    }


@dataclass(frozen=True)
class _Planned:
    person: uuid.UUID
    status: str
    starts_at: datetime
    interval: Interval
    counts_in: uuid.UUID | None


def _events(
    keys: Iterable[uuid.UUID], window: Interval, campaign: Campaign | None, leaving_out: Except
) -> list[_Planned]:
    reach = WEEK if campaign and (campaign.daily_limit or campaign.weekly_limit) else REACH
    rows = (
        Event.objects.across_installations()
        .filter(
            personal_shopper__in=keys,
            starts_at__gt=window.starts_at - reach,
            starts_at__lt=window.ends_at + reach,
        )
        .exclude(status__in=UNCOUNTED)
    )
    if leaving_out.event_id is not None:
        rows = rows.exclude(pk=leaving_out.event_id)
    columns = "personal_shopper_id", "status", "starts_at", "duration_minutes"
    blocked = "blocked_from", "blocked_until", "origin", "campaign_id"
    return [_planned(*row) for row in rows.values_list(*columns, *blocked)]


def _planned(
    person: uuid.UUID,
    status: str,
    starts_at: datetime,
    minutes: int,
    blocked_from: datetime | None,
    blocked_until: datetime | None,
    origin: str,
    campaign: uuid.UUID | None,
) -> _Planned:
    """A private call has no buffers."""
    ends_at = starts_at + timedelta(minutes=minutes)
    interval = Interval(blocked_from or starts_at, blocked_until or ends_at)
    counts_in = campaign if origin == EventOrigin.BOOKING else None
    return _Planned(person, status, starts_at, interval, counts_in)


def _elsewhere(
    keys: Iterable[uuid.UUID], window: Interval, now: datetime, leaving_out: Except
) -> Iterable[tuple[uuid.UUID, datetime, datetime]]:
    """Busy times and holds, in one query."""
    since, until = window.starts_at - REACH, window.ends_at + REACH
    busy = BusyTime.objects.across_installations().filter(
        personal_shopper__in=keys, ends_at__gt=since, starts_at__lt=until
    )
    holds = SlotHold.objects.across_installations().filter(
        personal_shopper__in=keys, expires_at__gt=now, starts_at__gt=since, starts_at__lt=until
    )
    if leaving_out.hold_id is not None:
        holds = holds.exclude(pk=leaving_out.hold_id)
    held = holds.values_list("personal_shopper_id", "blocked_from", "blocked_until")
    return busy.values_list("personal_shopper_id", "starts_at", "ends_at").union(held, all=True)
