"""When an iCalendar object (RFC 5545) says that its owner is busy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Component

MOST_TIMES = 5000
Time = tuple[datetime, datetime]


class NoCalendar(Exception):
    """The text is no iCalendar object."""


class TooMuch(Exception):
    """More separate busy times than anybody has."""


@dataclass(frozen=True)
class Owner:
    """`zone` is where he lives: whole days and times without a zone of their own are meant there.

    `email` tells which invitations he has declined.
    """

    zone: ZoneInfo
    email: str = ""


def busy_times(content: bytes, *, owner: Owner, start: datetime, end: datetime) -> list[Time]:
    """Between `start` and `end`, in UTC and in order; what overlaps or touches is one.

    Free, cancelled and declined entries do not count. Raises NoCalendar or TooMuch.
    """
    times = _merged(
        (max(begins, start), min(ends, end))
        for calendar in _calendars(content)
        for begins, ends in _times(calendar, owner, start, end)
        if begins < end and ends > start
    )
    if len(times) > MOST_TIMES:
        raise TooMuch
    return times


def _calendars(content: bytes) -> Sequence[Component]:
    try:
        found = Calendar.from_ical(content, multiple=True)
    except (ValueError, IndexError, KeyError) as error:
        raise NoCalendar from error
    calendars = [one for one in found if one.name == "VCALENDAR"]
    if not calendars:
        raise NoCalendar
    return calendars


def _times(calendar: Component, owner: Owner, start: datetime, end: datetime) -> Iterator[Time]:
    series = recurring_ical_events.of(calendar, components=["VEVENT"], skip_bad_series=True)
    for entry in series.between(start, end):
        if _is_busy(entry, owner):
            begins, ends = _moment(entry.start, owner), _moment(entry.end, owner)
            if begins < ends:
                yield begins, ends


def _is_busy(entry: Component, owner: Owner) -> bool:
    """TRANSP and STATUS of RFC 5545, and how Outlook says "free"."""
    return not (
        _says(entry, "TRANSP", "TRANSPARENT")
        or _says(entry, "STATUS", "CANCELLED")
        or _says(entry, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE")
        or any(_is_declined(one, owner) for one in _listed(entry.get("ATTENDEE")))
    )


def _says(entry: Component, name: str, value: str) -> bool:
    return str(entry.get(name, "")).strip().upper() == value


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _is_declined(attendee: object, owner: Owner) -> bool:
    address = str(attendee).lower().removeprefix("mailto:")
    answer = str(getattr(attendee, "params", {}).get("PARTSTAT", "")).upper()
    return bool(owner.email) and address == owner.email.lower() and answer == "DECLINED"


def _moment(value: date, owner: Owner) -> datetime:
    if not isinstance(value, datetime):
        value = datetime.combine(value, time.min)
    if value.tzinfo is None:
        value = value.replace(tzinfo=owner.zone)
    return value.astimezone(UTC)


def _merged(times: Iterable[Time]) -> list[Time]:
    merged: list[Time] = []
    for begins, ends in sorted(times):
        if merged and begins <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], ends))
        else:
            merged.append((begins, ends))
    return merged
