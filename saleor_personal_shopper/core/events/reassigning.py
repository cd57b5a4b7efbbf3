"""Events that need another personal shopper, since theirs has left (PS-11)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from ..installations.models import Installation
from ..shoppers.models import PersonalShopper
from .models import Event, EventStatus


def events_to_reassign(personal_shopper: PersonalShopper, *, now: datetime) -> QuerySet[Event]:
    """What is ahead of one person, the next first: to be reassigned if he leaves."""
    return _ahead(personal_shopper.installation, now).filter(personal_shopper=personal_shopper)


def events_to_reassign_in(installation: Installation, *, now: datetime) -> QuerySet[Event]:
    """What is ahead of all who have left, the next first."""
    gone = Q(personal_shopper__deactivated_at__isnull=False)
    gone |= Q(personal_shopper__deleted_at__isnull=False)
    return _ahead(installation, now).filter(gone)


def _ahead(installation: Installation, now: datetime) -> QuerySet[Event]:
    rows = Event.objects.of(installation).filter(status=EventStatus.SCHEDULED, starts_at__gt=now)
    return rows.select_related("personal_shopper").order_by("starts_at", "pk")
