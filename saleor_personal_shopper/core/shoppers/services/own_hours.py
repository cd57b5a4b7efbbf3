"""The hours of one personal shopper (PS-06, PS-07, PS-12)."""

from __future__ import annotations

from typing import Unpack

from django.db import transaction

from .. import cleaning
from ..models import Availability, PersonalShopper
from .availabilities import HOURS, HoursInput
from .busy_calendars import read_again


@transaction.atomic
def set_own_hours(
    *, personal_shopper: PersonalShopper, **values: Unpack[HoursInput]
) -> Availability:
    """Change some of a person's hours; events that are booked never move.

    Raises DomainErrors with REQUIRED or INVALID.
    """
    mine = Availability.objects.of(personal_shopper.installation_id)
    hours = mine.filter(personal_shopper=personal_shopper).first()
    required = () if hours else ("time_zone",)
    cleaned = cleaning.clean_form(values, HOURS, required=required)
    hours = hours or Availability(
        installation_id=personal_shopper.installation_id, personal_shopper=personal_shopper
    )
    before = hours.time_zone
    for name, value in cleaned.items():
        setattr(hours, name, value)
    hours.save()
    if hours.time_zone != before:
        read_again(personal_shopper)
    return hours


def clear_own_hours(*, personal_shopper: PersonalShopper) -> None:
    """Have the hours of campaigns alone count for this person. Harmless twice."""
    mine = Availability.objects.of(personal_shopper.installation_id)
    mine.filter(personal_shopper=personal_shopper).delete()
