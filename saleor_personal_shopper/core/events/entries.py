"""How a call stands in a calendar: the same in the mail, behind the link and in a feed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .addresses import desk_event_url
from .icalendar import CalendarEntry
from .models import Event, EventStatus


def calendar_entry(event: Event, *, url: str, shop: str) -> CalendarEntry:
    """The entry of an event that has a date."""
    assert event.starts_at is not None
    return CalendarEntry(
        uid=str(event.pk),
        sequence=_sequence(event),
        summary=call_title(shop),
        starts_at=event.starts_at,
        minutes=event.duration_minutes,
        url=url,
    )


def staff_entry(event: Event) -> CalendarEntry:
    """The entry of whoever holds the call: names the customer, and leads to the desk."""
    assert event.starts_at is not None
    campaign = event.campaign.name if event.campaign else ""
    return CalendarEntry(
        uid=str(event.pk),
        sequence=_sequence(event),
        summary=_("Video call with %(name)s") % {"name": event.customer_name},
        starts_at=event.starts_at,
        minutes=event.duration_minutes,
        url=desk_event_url(event.installation_id, event.pk),
        description=campaign,
    )


def _sequence(event: Event) -> int:
    """What is cancelled counts as changed once more (RFC 5546 3.2.5)."""
    return event.sequence + (event.status == EventStatus.CANCELLED)


def call_title(shop: str) -> str:
    return _("Your video call with %(shop)s") % {"shop": shop}
