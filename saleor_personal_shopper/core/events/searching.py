"""Finding events among all that a staff user may see (MN-05)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from ..shoppers.staff import StaffRights
from .models import Event, EventStatus
from .selectors import visible_events

ARCHIVED = "ARCHIVED"


@dataclass(frozen=True)
class EventSearch:
    """What is looked for; what is left empty does not count.

    `status` is one of EventStatus, or ARCHIVED: without it archived events are left out. Each of
    the `words` must stand in the customer's name, email or phone. Events are of `since` or later
    and before `until` by the time at which they were held, else planned, else made.
    """

    words: str = ""
    status: str = ""
    campaign_id: uuid.UUID | None = None
    personal_shopper_id: uuid.UUID | None = None
    since: datetime | None = None
    until: datetime | None = None


def search_events(rights: StaffRights, asked: EventSearch) -> QuerySet[Event]:
    """The events with `happens_at`, the latest first."""
    happens_at = Coalesce("live_at", "starts_at", "created_at")
    rows = visible_events(rights).annotate(happens_at=happens_at)
    rows = rows.filter(is_archived=asked.status == ARCHIVED)
    for condition in _conditions(asked):
        rows = rows.filter(condition)
    return rows.select_related("campaign").order_by("-happens_at", "pk")


def _conditions(asked: EventSearch) -> list[Q]:
    found = [_word(word) for word in asked.words.replace("\x00", "").split()]
    if asked.status in EventStatus.values:
        found.append(Q(status=asked.status))
    if asked.campaign_id is not None:
        found.append(Q(campaign=asked.campaign_id))
    if asked.personal_shopper_id is not None:
        found.append(Q(personal_shopper=asked.personal_shopper_id))
    if asked.since is not None:
        found.append(Q(happens_at__gte=asked.since))
    if asked.until is not None:
        found.append(Q(happens_at__lt=asked.until))
    return found


def _word(word: str) -> Q:
    customer = Q(customer_name__icontains=word) | Q(customer_email__icontains=word)
    return customer | Q(customer_phone__icontains=word)
