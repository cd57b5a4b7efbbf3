"""What a customer has ahead of him in a shop."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Lower

from ..installations.models import Installation
from ..shoppers.intervals import Interval
from .models import AHEAD, Event, EventOrigin


@dataclass(frozen=True)
class Plans:
    """`events` are ahead or going on; `repeated` is what the idempotency key was used for."""

    events: Sequence[Event]
    repeated: Event | None = None

    @property
    def intervals(self) -> list[Interval]:
        return [_interval(one) for one in self.events]

    @property
    def bookings(self) -> int:
        return sum(one.origin == EventOrigin.BOOKING for one in self.events)

    def overlap(self, wanted: Interval) -> bool:
        """Whether the customer is somewhere else then."""
        starts_at, ends_at = wanted
        return any(one.starts_at < ends_at and starts_at < one.ends_at for one in self.intervals)


def plans_of(
    installation: Installation,
    email: str,
    *,
    now: datetime,
    idempotency_key: str = "",
    leaving_out: uuid.UUID | None = None,
) -> Plans:
    """The plans of whoever has this address, without the event that is being moved: one query."""
    wanted = Q(AHEAD, lower_email=email.lower(), starts_at__isnull=False)
    if idempotency_key:
        wanted |= Q(idempotency_key=idempotency_key)
    rows = Event.objects.of(installation).annotate(lower_email=Lower("customer_email"))
    found = rows.filter(wanted).select_related("installation", "personal_shopper")
    events = [one for one in found if one.pk != leaving_out]
    repeated = [one for one in events if one.idempotency_key == idempotency_key != ""]
    ahead = [one for one in events if one.is_ahead and _interval(one).ends_at > now]
    return Plans(ahead, next(iter(repeated), None))


def _interval(event: Event) -> Interval:
    assert event.starts_at is not None
    ends_at = event.starts_at + timedelta(minutes=event.duration_minutes)
    return Interval(event.starts_at, ends_at)
