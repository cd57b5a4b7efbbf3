"""A scheduled call as an iCalendar object (RFC 5545, RFC 5546); pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Event, vCalAddress, vUri

from ..notifications.plain import plain_line, plain_text
from ..ports import MailAddress

PRODUCT = "-//Personal Shopper for Saleor//EN"
REREAD = timedelta(minutes=15)
"""How often subscribers are asked to read a feed again."""
PARAMETER = str.maketrans({'"': "'", "\\": "/"})
"""Quotes cannot stand in a parameter, and some readers take a backslash for an escape."""


@dataclass(frozen=True)
class CalendarEntry:
    """`uid` stays the same for one call, and `sequence` grows when it is changed.

    `starts_at` is written in UTC, so that no calendar need know the reader's time zone.
    `description` may have several lines.
    """

    uid: str
    sequence: int
    summary: str
    starts_at: datetime
    minutes: int
    url: str
    description: str = ""


def calendar_file(entry: CalendarEntry, *, now: datetime) -> str:
    """For whoever wants it in his calendar (METHOD:PUBLISH)."""
    return _calendar("PUBLISH", _event(entry, now))


def calendar_request(
    entry: CalendarEntry, *, organizer: MailAddress, attendee: MailAddress, now: datetime
) -> str:
    """An invitation, whose answer goes to the organizer (METHOD:REQUEST)."""
    event = _event(entry, now)
    event.add("organizer", _address(organizer))
    guest = _address(attendee)
    guest.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"})
    event.add("attendee", guest)
    return _calendar("REQUEST", event)


def calendar_booking(
    entry: CalendarEntry, *, organizer: MailAddress, attendee: MailAddress, now: datetime
) -> str:
    """What its attendee has booked himself, or holds: nothing to answer (METHOD:REQUEST)."""
    return _calendar("REQUEST", _booked(entry, organizer, attendee, now))


def calendar_cancel(
    entry: CalendarEntry, *, organizer: MailAddress, attendee: MailAddress, now: datetime
) -> str:
    """Takes a call out of its attendee's calendar (METHOD:CANCEL)."""
    event = _booked(entry, organizer, attendee, now)
    event["status"] = "CANCELLED"
    return _calendar("CANCEL", event)


def calendar_feed(entries: Iterable[tuple[CalendarEntry, datetime]], *, name: str) -> str:
    """A calendar to subscribe to; each entry comes with when it was last changed.

    The same entries give the same text, so that readers can ask whether there is anything new.
    """
    calendar = _empty()
    calendar.add("x-wr-calname", plain_line(name))
    calendar.add("refresh-interval", REREAD, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    for entry, changed_at in entries:
        calendar.add_component(_event(entry, changed_at))
    return bytes(calendar.to_ical()).decode()


def _booked(
    entry: CalendarEntry, organizer: MailAddress, attendee: MailAddress, now: datetime
) -> Event:
    event = _event(entry, now)
    event.add("organizer", _address(organizer))
    guest = _address(attendee)
    guest.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "ACCEPTED", "RSVP": "FALSE"})
    event.add("attendee", guest)
    return event


def _event(entry: CalendarEntry, now: datetime) -> Event:
    starts_at = entry.starts_at.astimezone(UTC)
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("sequence", entry.sequence)
    event.add("dtstart", starts_at)
    event.add("dtend", starts_at + timedelta(minutes=entry.minutes))
    event.add("summary", plain_line(entry.summary))
    if entry.description:
        event.add("description", plain_text(entry.description))
    event.add("location", entry.url)
    event.add("url", vUri(entry.url))
    event.add("status", "CONFIRMED")
    return event


def _address(person: MailAddress) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        address.params["CN"] = plain_line(person.name).translate(PARAMETER)
    return address


def _calendar(method: str, event: Event) -> str:
    calendar = _empty()
    calendar.add("method", method)
    calendar.add_component(event)
    return bytes(calendar.to_ical()).decode()


def _empty() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar
