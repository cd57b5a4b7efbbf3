"""Whoever is no longer active staff in Saleor takes no calls and no bookings (PS-11)."""

from __future__ import annotations

from datetime import datetime

from ... import ports
from ...installations.models import Installation
from ..models import PersonalShopper
from .presence import tell_desks


def follow_staff(*, installation: Installation, saleor_user_id: str, now: datetime) -> None:
    """Bring a personal shopper up to what Saleor says of the staff user now.

    Deactivates who is gone or inactive and takes him up again when he is back; the events that
    are his stay his until staff reassign them. Harmless twice and out of order. Raises
    SaleorUnavailable.
    """
    people = PersonalShopper.objects.of(installation).filter(deleted_at=None)
    person = people.filter(saleor_user_id=saleor_user_id).exclude(saleor_user_id="").first()
    if person is None:
        return
    staff = ports.saleor_api(installation).staff_user(saleor_user_id)
    if staff is not None:
        person.avatar_url = staff.avatar_url
    if staff is None or not staff.is_active:
        person.deactivated_at = person.deactivated_at or now
        person.is_available = False
    else:
        person.deactivated_at = None
    person.save(update_fields=["avatar_url", "deactivated_at", "is_available"])
    tell_desks(person, now)
