"""Who attends a campaign's events, and when each of them is taken: two queries for everybody."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery

from ..campaigns.models import Campaign
from ..campaigns.slots import Diary
from ..shoppers.hours import Hours, hours_of
from ..shoppers.intervals import Interval
from ..shoppers.models import PersonalShopper
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
    campaign: Campaign,
    now: datetime,
    leaving_out: Except = NOTHING,
) -> dict[uuid.UUID, Diary]:
    """The diary of each in this time: one query, and one more where the campaign has limits."""
    keys = [host.person.pk for host in hosts]
    taken: dict[uuid.UUID, list[Interval]] = defaultdict(list)
    for person, starts_at, ends_at in _taken(keys, window, now, leaving_out):
        taken[person].append(Interval(starts_at, ends_at))
    booked = _booked(keys, window, campaign, leaving_out)
    return {
        host.person.pk: Diary(host.hours, taken[host.person.pk], booked[host.person.pk])
        for host in hosts
    }


# By hand, since it is asked for with every slot and every booking. Only the start of an event is
# in the index of its person; REACH is more than an event and its buffers last.
TAKEN = """
SELECT personal_shopper_id, blocked_from, blocked_until FROM events_event
WHERE personal_shopper_id = ANY(%(people)s) AND status = ANY(%(ahead)s)
  AND starts_at > %(earliest)s AND starts_at < %(latest)s
  AND blocked_from < %(until)s AND blocked_until > %(since)s
  AND id IS DISTINCT FROM %(event)s
UNION ALL
SELECT personal_shopper_id, blocked_from, blocked_until FROM events_slothold
WHERE personal_shopper_id = ANY(%(people)s) AND expires_at > %(now)s
  AND blocked_from < %(until)s AND blocked_until > %(since)s
  AND id IS DISTINCT FROM %(hold)s
UNION ALL
SELECT personal_shopper_id, starts_at, ends_at FROM shoppers_busytime
WHERE personal_shopper_id = ANY(%(people)s)
  AND ends_at > %(since)s AND starts_at < %(until)s
"""


def _taken(
    keys: list[uuid.UUID], window: Interval, now: datetime, leaving_out: Except
) -> list[tuple[uuid.UUID, datetime, datetime]]:
    """Events that lie ahead, holds and busy times, with their buffers."""
    with connection.cursor() as cursor:
        cursor.execute(
            TAKEN,
            {
                "people": keys,
                "ahead": list(AHEAD_STATUSES),
                "since": window.starts_at,
                "until": window.ends_at,
                "earliest": window.starts_at - REACH,
                "latest": window.ends_at + REACH,
                "event": leaving_out.event_id,
                "hold": leaving_out.hold_id,
                "now": now,
            },
        )
        return cast(list[tuple[uuid.UUID, datetime, datetime]], cursor.fetchall())


def _booked(
    keys: Iterable[uuid.UUID], window: Interval, campaign: Campaign, leaving_out: Except
) -> dict[uuid.UUID, list[datetime]]:
    """The starts that count towards the campaign's limits."""
    booked: dict[uuid.UUID, list[datetime]] = defaultdict(list)
    if campaign.daily_limit is None and campaign.weekly_limit is None:
        return booked
    rows = Event.objects.of(campaign.installation_id).filter(
        personal_shopper__in=keys,
        campaign=campaign,
        origin=EventOrigin.BOOKING,
        starts_at__gt=window.starts_at - WEEK,
        starts_at__lt=window.ends_at + WEEK,
    )
    counting = rows.exclude(status__in=UNCOUNTED)
    for key, person, starts_at in counting.values_list("pk", "personal_shopper_id", "starts_at"):
        if starts_at is not None and key != leaving_out.event_id:
            booked[person].append(starts_at)
    return booked
