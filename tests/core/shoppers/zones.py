"""Every time zone that there is, and when its clocks change."""

from __future__ import annotations

import functools
import hashlib
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import TZPATH, ZoneInfo, available_timezones

FIRST, LAST = datetime(2017, 1, 1, tzinfo=UTC), datetime(2037, 1, 1, tzinfo=UTC)
"""Twenty years."""
DAY_SECONDS = 86_400


@functools.cache
def distinct_zones() -> list[str]:
    """One name for each zone file; links and copies are left out."""
    by_content: dict[bytes, str] = {}
    for name in sorted(available_timezones()):
        by_content.setdefault(hashlib.sha256(_content(name)).digest(), name)
    return sorted(by_content.values())


def _content(name: str) -> bytes:
    places = [Path(place) / name for place in TZPATH]
    found = next((place for place in places if place.is_file()), None)
    return (found or resources.files("tzdata.zoneinfo").joinpath(name)).read_bytes()


@functools.cache
def changes() -> list[tuple[str, datetime]]:
    """Each zone with each moment at which its clocks change."""
    return [(name, at) for name in distinct_zones() for at in _changes_of(ZoneInfo(name))]


def _changes_of(zone: ZoneInfo) -> list[datetime]:
    days = range(int(FIRST.timestamp()), int(LAST.timestamp()), DAY_SECONDS)
    offsets = [_offset(second, zone) for second in days]
    return [
        _change(zone, day)
        for day, before, after in zip(days, offsets, offsets[1:], strict=False)
        if before != after
    ]


def _change(zone: ZoneInfo, day: int) -> datetime:
    seconds = range(day, day + DAY_SECONDS + 1)
    before = _offset(day, zone)
    place = bisect_left(seconds, True, key=lambda second: _offset(second, zone) != before)
    return datetime.fromtimestamp(seconds[place], UTC)


def _offset(second: int, zone: ZoneInfo) -> timedelta | None:
    return datetime.fromtimestamp(second, zone).utcoffset()
