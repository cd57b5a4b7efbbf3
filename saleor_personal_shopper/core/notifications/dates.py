"""A call's time as its reader would say it; pure. A zone is an IANA name, or empty for UTC."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel import dates

HOURS = {"en": "hm"}
"""English has am and pm; the others count to 24."""


def date_in_words(at: datetime, *, zone: str, language: str) -> str:
    """Such as `December 3`, for a subject."""
    return dates.format_skeleton("MMMMd", at, tzinfo=_zone(zone), locale=language)


def day_in_words(at: datetime, *, zone: str, language: str) -> str:
    """Such as `Thursday, December 3`, for a sentence."""
    weekday = dates.format_date(at.astimezone(_zone(zone)), "EEEE", locale=language)
    return f"{weekday}, {date_in_words(at, zone=zone, language=language)}"


def time_in_words(at: datetime, *, zone: str, language: str) -> str:
    """Such as `3:00 PM`, or `15:00`."""
    skeleton = HOURS.get(language, "Hm")
    return dates.format_skeleton(skeleton, at, tzinfo=_zone(zone), locale=language)


def span_in_words(at: datetime, minutes: int, *, zone: str, language: str) -> str:
    """Such as `Thursday, December 3, 2026, 3:00 - 3:30 PM`."""
    starts, ends = (
        moment.astimezone(_zone(zone)) for moment in (at, at + timedelta(minutes=minutes))
    )
    day = dates.format_date(starts.date(), "full", locale=language)
    hours = dates.format_interval(starts, ends, HOURS.get(language, "Hm"), locale=language)
    return f"{day}, {hours}"


def zone_in_words(at: datetime, *, zone: str, language: str) -> str:
    """Such as `Central European Standard Time (Madrid)`: the reader may live in another."""
    name = dates.get_timezone_name(at.astimezone(_zone(zone)), locale=language)
    if "/" not in zone:
        return name
    place = dates.get_timezone_location(_zone(zone), locale=language, return_city=True)
    return f"{name} ({place.rpartition('/')[2]})"


def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name or "UTC")
