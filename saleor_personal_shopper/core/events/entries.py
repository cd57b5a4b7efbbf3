"""How a call stands in a calendar: the same in the mail and behind the link."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .icalendar import CalendarEntry
from .models import Event


def calendar_entry(event: Event, *, url: str, shop: str) -> CalendarEntry:
    """The entry of an event that has a date."""
    assert event.starts_at is not None
    return CalendarEntry(
        uid=str(event.pk),
        sequence=event.sequence,
        summary=call_title(shop),
        starts_at=event.starts_at,
        minutes=event.duration_minutes,
        url=url,
    )


def call_title(shop: str) -> str:
    return _("Your video call with %(shop)s") % {"shop": shop}
