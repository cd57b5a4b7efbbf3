"""What a customer has ahead of him in a shop."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Lower

from ..installations.models import Installation
from ..shoppers.intervals import Interval
from .models import AHEAD, AHEAD_STATUSES, Event, EventOrigin


@dataclass(frozen=True)
class Plans:
    """`intervals` are calls that lie ahead or go on, and `bookings` says how many of them are
    booked; `repeated` is the key of what the idempotency key was used for."""

    intervals: Sequence[Interval]
    bookings: int
    repeated: uuid.UUID | None = None

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
    mine = Q(AHEAD, lower_email=email.lower(), ends_at__gt=now)
    if idempotency_key:
        mine |= Q(idempotency_key=idempotency_key)
    rows = Event.objects.of(installation).alias(lower_email=Lower("customer_email")).filter(mine)
    columns = "pk", "idempotency_key", "status", "origin", "starts_at", "ends_at"
    intervals, bookings, repeated = [], 0, None
    for key, used, status, origin, starts_at, ends_at in rows.values_list(*columns):
        if used == idempotency_key != "":
            repeated = key
        if status in AHEAD_STATUSES and ends_at > now and key != leaving_out:
            intervals.append(Interval(starts_at, ends_at))
            bookings += origin == EventOrigin.BOOKING
    return Plans(intervals, bookings, repeated)
