"""Availabilities: named hours to be chosen for campaigns (MN-03, AD-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction

from ...installations.models import Installation
from .. import cleaning
from ..hours_input import clean_dates, clean_weekly
from ..models import Availability
from .groups import name_taken, refuse_in_use

NAME_LENGTH = 120
HOURS: dict[str, cleaning.Clean] = {
    "time_zone": cleaning.time_zone,
    "repeats_weekly": cleaning.flag,
    "weekly": clean_weekly,
    "dates": clean_dates,
}


class HoursInput(TypedDict, total=False):
    """Weekly hours and dated exceptions; the forms of `weekly` and `dates` are the model's."""

    time_zone: str
    repeats_weekly: bool
    weekly: Iterable[Mapping[str, Any]]
    dates: Iterable[Mapping[str, Any]]


class AvailabilityInput(HoursInput, total=False):
    """The fields to change; what is left out stays."""

    name: str


def create_availability(
    *, installation: Installation, now: datetime, **values: Unpack[AvailabilityInput]
) -> Availability:
    """Make an availability. Raises DomainErrors with REQUIRED or INVALID."""
    availability = Availability(installation=installation, created_at=now)
    return _save(availability, values, required=("name", "time_zone"))


def update_availability(
    *, availability: Availability, **values: Unpack[AvailabilityInput]
) -> Availability:
    """Change some fields; events that are booked never move.

    Raises DomainErrors with REQUIRED or INVALID.
    """
    return _save(availability, values)


@transaction.atomic
def delete_availability(*, availability: Availability) -> None:
    """Delete one that no campaign has. Raises DomainError IN_USE naming those that have it."""
    rows = Availability.objects.of(availability.installation_id).select_for_update()
    locked = rows.filter(pk=availability.pk).first()
    if locked is None:
        return
    refuse_in_use(locked.campaigns.filter(deleted_at=None))
    locked.campaigns.update(availability=None)
    locked.delete()


def _save(
    availability: Availability, values: AvailabilityInput, required: Iterable[str] = ()
) -> Availability:
    cleaners = {**HOURS, "name": cleaning.text(NAME_LENGTH, is_required=True)}
    for name, value in cleaning.clean_form(values, cleaners, required=required).items():
        setattr(availability, name, value)
    try:
        with transaction.atomic():
            availability.save()
    except IntegrityError:
        raise name_taken() from None
    return availability
