"""Events that need another personal shopper, since theirs has left (PS-11), and who could come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from ..campaigns.slots import Diary, is_offered, is_taken, rules_of
from ..installations.models import Installation
from ..shoppers.models import PersonalShopper
from ..shoppers.selectors import active_personal_shoppers
from .diaries import Except, Host, diaries, hosts_of
from .models import BOOKED, Event, EventStatus
from .slots import availability_of, with_duration

PLANNED = (EventStatus.SCHEDULED, EventStatus.WAITING)


@dataclass(frozen=True)
class Colleague:
    """Somebody who could hold an event; `works_then` says whether it lies in the hours in which
    customers could book him."""

    person: PersonalShopper
    works_then: bool


def events_to_reassign(installation: Installation, *, now: datetime) -> QuerySet[Event]:
    """What is ahead of nobody, or of those who have left, the next first."""
    gone = Q(personal_shopper__deactivated_at__isnull=False) | Q(personal_shopper=None)
    gone |= Q(personal_shopper__deleted_at__isnull=False)
    return _ahead(installation, now).filter(gone)


def events_ahead_of(personal_shopper: PersonalShopper, *, now: datetime) -> QuerySet[Event]:
    """What is ahead of one person, the next first: to be reassigned if he leaves."""
    return _ahead(personal_shopper.installation, now).filter(personal_shopper=personal_shopper)


def needs_somebody_else(event: Event) -> bool:
    """Whether nobody who still serves holds it."""
    person = event.personal_shopper
    is_gone = person is None or person.deactivated_at or person.deleted_at
    return event.status in PLANNED and event.starts_at is not None and bool(is_gone)


def free_colleagues(event: Event, *, now: datetime) -> Sequence[Colleague]:
    """Who is free at the time of a planned event, those who work then first: by name.

    Of a booking these are hosts of its campaign, of a private call all active people.
    """
    if event.starts_at is None or event.status not in PLANNED:
        return ()
    found = _free_hosts(event, now) if event.campaign is not None else _free_people(event)
    others = [one for one in found if one.person != event.personal_shopper]
    return sorted(others, key=lambda one: (not one.works_then, one.person.name))


def _free_hosts(event: Event, now: datetime) -> list[Colleague]:
    assert event.campaign is not None and event.starts_at is not None
    duration = timedelta(minutes=event.duration_minutes)
    rules = with_duration(rules_of(event.campaign), duration)
    availability, start = availability_of(event.campaign), event.starts_at
    hosts = hosts_of(event.campaign)
    known = diaries(
        hosts,
        window=rules.blocked(start),
        campaign=event.campaign,
        now=now,
        leaving_out=Except(event_id=event.pk),
    )

    def diary(host: Host) -> Diary:
        return known[host.person.pk]

    return [
        Colleague(host.person, is_offered(rules, availability, diary(host), start))
        for host in hosts
        if not is_taken(rules, diary(host), start)
    ]


def _free_people(event: Event) -> list[Colleague]:
    """Who has no booking then: what a private call gives way to."""
    booked = Event.objects.of(event.installation_id).filter(
        BOOKED, blocked_from__lt=event.ends_at, blocked_until__gt=event.starts_at
    )
    taken = booked.exclude(pk=event.pk).exclude(personal_shopper=None).values("personal_shopper")
    people = active_personal_shoppers(event.installation).exclude(pk__in=taken)
    return [Colleague(person, works_then=True) for person in people]


def _ahead(installation: Installation, now: datetime) -> QuerySet[Event]:
    rows = Event.objects.of(installation).filter(status__in=PLANNED, ends_at__gt=now)
    rows = rows.select_related("installation", "personal_shopper", "campaign__availability")
    return rows.order_by("starts_at", "pk")
