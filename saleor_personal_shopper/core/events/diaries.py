"""Who attends a campaign's events, and when each of them is taken: four queries for everybody."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

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
COUNTED = tuple(set(EventStatus) - {EventStatus.CANCELLED, EventStatus.EXPIRED})


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
    """The diary of each in this time; `campaign` is whose limits count. Two queries."""
    keys = [host.person.pk for host in hosts]
    taken: dict[uuid.UUID, list[Interval]] = defaultdict(list)
    booked: dict[uuid.UUID, list[datetime]] = defaultdict(list)
    for event in _events(keys, window, campaign, leaving_out):
        if event.status in AHEAD_STATUSES:
            taken[event.person].append(Interval(event.blocked_from, event.blocked_until))
        if campaign is not None and event.is_booked_in(campaign):
            booked[event.person].append(event.starts_at)
    for person, starts_at, ends_at in _elsewhere(keys, window, now, leaving_out):
        taken[person].append(Interval(starts_at, ends_at))
    return {
        host.person.pk: Diary(host.hours, taken[host.person.pk], booked[host.person.pk])
        for host in hosts
    }


class _Planned(NamedTuple):
    person: uuid.UUID
    status: str
    starts_at: datetime
    blocked_from: datetime
    blocked_until: datetime
    origin: str
    campaign: uuid.UUID | None

    def is_booked_in(self, campaign: Campaign) -> bool:
        return self.campaign == campaign.pk and self.origin == EventOrigin.BOOKING


def _events(
    keys: Iterable[uuid.UUID], window: Interval, campaign: Campaign | None, leaving_out: Except
) -> Iterable[_Planned]:
    rows = Event.objects.across_installations().filter(
        personal_shopper__in=keys, **_near(window, campaign)
    )
    if leaving_out.event_id is not None:
        rows = rows.exclude(pk=leaving_out.event_id)
    columns = "personal_shopper_id", "status", "starts_at", "blocked_from", "blocked_until"
    return map(_Planned._make, rows.values_list(*columns, "origin", "campaign_id"))


def _near(window: Interval, campaign: Campaign | None) -> dict[str, Any]:
    """What counts towards limits, or else what overlaps. The start is there for the index."""
    since, until = window
    if campaign is not None and (campaign.daily_limit or campaign.weekly_limit):
        near = {"starts_at__gt": since - WEEK, "starts_at__lt": until + WEEK}
        return {**near, "status__in": COUNTED, "blocked_from__isnull": False}
    near = {"starts_at__gt": since - REACH, "starts_at__lt": until + REACH}
    overlap = {"blocked_from__lt": until, "blocked_until__gt": since}
    return {**near, **overlap, "status__in": AHEAD_STATUSES}


def _elsewhere(
    keys: Iterable[uuid.UUID], window: Interval, now: datetime, leaving_out: Except
) -> Iterable[tuple[uuid.UUID, datetime, datetime]]:
    """Busy times and holds, in one query."""
    since, until = window
    busy = BusyTime.objects.across_installations().filter(
        personal_shopper__in=keys, ends_at__gt=since, starts_at__lt=until
    )
    holds = SlotHold.objects.across_installations().filter(
        personal_shopper__in=keys,
        expires_at__gt=now,
        blocked_from__lt=until,
        blocked_until__gt=since,
    )
    if leaving_out.hold_id is not None:
        holds = holds.exclude(pk=leaving_out.hold_id)
    held = holds.values_list("personal_shopper_id", "blocked_from", "blocked_until")
    return busy.values_list("personal_shopper_id", "starts_at", "ends_at").union(held, all=True)
