"""What people have in their agendas: events, busy times and the hours they work (MN-07)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from ..shoppers.hours import hours_of
from ..shoppers.intervals import Interval, merged
from ..shoppers.models import BusyTime, PersonalShopper
from ..shoppers.selectors import active_personal_shoppers
from ..shoppers.staff import StaffRights
from .models import Event, EventStatus
from .selectors import overseen

UNSEEN = (EventStatus.CANCELLED, EventStatus.EXPIRED)


@dataclass(frozen=True)
class PersonAgenda:
    """One person's time, each in order; `hours` are None where those of campaigns alone count."""

    person: PersonalShopper
    events: Sequence[Event]
    busy: Sequence[Interval]
    hours: Sequence[Interval] | None


def people_seen_by(rights: StaffRights) -> QuerySet[PersonalShopper]:
    """Whose agendas a staff user may see: everybody's who serves, or his own; by name."""
    people = active_personal_shoppers(rights.installation)
    own = overseen(rights)
    return people if own is None else people.filter(pk=own.pk)


def agendas(
    people: QuerySet[PersonalShopper], *, since: datetime, until: datetime
) -> list[PersonAgenda]:
    """Everything that reaches into this time, of all these people: three queries."""
    rows = list(people.select_related("hours"))
    events, busy = _events(rows, since, until), _busy(rows, since, until)
    return [
        PersonAgenda(one, events[one.pk], merged(busy[one.pk]), _hours(one, since, until))
        for one in rows
    ]


def _hours(person: PersonalShopper, since: datetime, until: datetime) -> list[Interval] | None:
    stored = getattr(person, "hours", None)
    return hours_of(stored).intervals(since, until) if stored is not None else None


def _events(
    people: Iterable[PersonalShopper], since: datetime, until: datetime
) -> dict[uuid.UUID, list[Event]]:
    found: dict[uuid.UUID, list[Event]] = defaultdict(list)
    rows = Event.objects.across_installations().filter(
        personal_shopper__in=list(people), starts_at__lt=until, ends_at__gt=since
    )
    rows = rows.exclude(status__in=UNSEEN).select_related("campaign", "personal_shopper")
    for event in rows.order_by("starts_at", "pk"):
        assert event.personal_shopper_id is not None
        found[event.personal_shopper_id].append(event)
    return found


def _busy(
    people: Iterable[PersonalShopper], since: datetime, until: datetime
) -> dict[uuid.UUID, list[Interval]]:
    found: dict[uuid.UUID, list[Interval]] = defaultdict(list)
    rows = BusyTime.objects.across_installations().filter(
        personal_shopper__in=list(people), starts_at__lt=until, ends_at__gt=since
    )
    columns = "personal_shopper_id", "starts_at", "ends_at"
    for person, starts_at, ends_at in rows.values_list(*columns):
        found[person].append(Interval(max(starts_at, since), min(ends_at, until)))
    return found
