"""Weekly hours and dated exceptions on a wall clock, as stretches of real time (S1, S12); pure.

Where clocks go forward, what stands in the gap is skipped; where they go back, an hour that is
passed twice counts once, and begins when it is passed first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from .intervals import Interval, merged

DAY = timedelta(days=1)
WallSpan = tuple[timedelta, timedelta]
"""From and until, from midnight on; until midnight is 24 hours."""


class StoredHours(Protocol):
    """What of an `Availability` is read here."""

    time_zone: str
    repeats_weekly: bool
    weekly: Any
    dates: Any


@dataclass(frozen=True)
class Opening:
    """One stretch of one day's hours; `wall_start` is where its starts are counted from."""

    zone: ZoneInfo
    wall_start: datetime
    wall_end: datetime
    interval: Interval

    def starts(self, step: timedelta) -> Iterator[datetime]:
        """Every `step` on the wall clock, in UTC: gaps skipped, repeated hours once."""
        starts_at, ends_at = self.interval
        is_plain = ends_at - starts_at == self.wall_end - self.wall_start
        wall, moment = self.wall_start, starts_at
        while wall < self.wall_end:
            if is_plain:
                yield moment
            elif shows(at := instant(wall, self.zone), wall, self.zone):
                yield at
            wall, moment = wall + step, moment + step


@dataclass(frozen=True)
class Hours:
    """Weekly spans by ISO weekday, and those of dates, which stand in for the week's."""

    zone: ZoneInfo
    weekly: Mapping[int, tuple[WallSpan, ...]]
    dates: Mapping[date, tuple[WallSpan, ...]]

    def openings(self, since: datetime, until: datetime) -> list[Opening]:
        """Those of all days that reach into this time, in order, not cut at its ends."""
        day = since.astimezone(self.zone).date() - DAY
        last = until.astimezone(self.zone).date()
        found: list[Opening] = []
        while day <= last:
            for span in self.dates.get(day, self.weekly.get(day.isoweekday(), ())):
                opening = _opening(day, span, self.zone)
                if opening.interval.starts_at < until and opening.interval.ends_at > since:
                    found.append(opening)
            day += DAY
        return found

    def intervals(self, since: datetime, until: datetime) -> list[Interval]:
        """The hours as real time, cut at the ends of this time."""
        return cut(self.openings(since, until), since, until)


def cut(openings: Iterable[Opening], since: datetime, until: datetime) -> list[Interval]:
    """The time of openings, cut at the ends of this time."""
    found = (one.interval for one in openings)
    return merged(Interval(max(a, since), min(b, until)) for a, b in found)


def hours_of(stored: StoredHours) -> Hours:
    """The hours that an availability, or a person's own row, tells of."""
    weekly: dict[int, list[WallSpan]] = {}
    for entry in stored.weekly if stored.repeats_weekly else ():
        weekly.setdefault(entry["weekday"], []).append(_span(entry))
    dates = {
        date.fromisoformat(one["date"]): tuple(_span(entry) for entry in one["intervals"])
        for one in stored.dates
    }
    zone = ZoneInfo(stored.time_zone)
    return Hours(zone, {day: tuple(spans) for day, spans in weekly.items()}, dates)


def instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """When the clock of the zone first shows this time or, where it is skipped, a later one.

    `wall` is naive; the answer is in UTC.
    """
    found = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    return found if shows(found, wall, zone) else _end_of_gap(wall, zone)


def shows(moment: datetime, wall: datetime, zone: ZoneInfo) -> bool:
    """Whether the clock of the zone shows `wall` at this moment."""
    return moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall


def start_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of a date, in UTC."""
    return instant(datetime.combine(day, time()), zone)


@lru_cache(maxsize=10_000)
def _opening(day: date, span: WallSpan, zone: ZoneInfo) -> Opening:
    """Kept, since colleagues mostly keep the same hours, and are asked for together."""
    midnight = datetime.combine(day, time())
    start, end = midnight + span[0], midnight + span[1]
    return Opening(zone, start, end, Interval(instant(start, zone), instant(end, zone)))


def _end_of_gap(wall: datetime, zone: ZoneInfo) -> datetime:
    """The moment of the change that skips `wall`: between what both offsets make of it."""
    both = [wall.replace(tzinfo=zone, fold=fold).timestamp() for fold in (0, 1)]
    seconds = range(int(min(both)), int(max(both)) + 1)

    def is_past(second: int) -> bool:
        return datetime.fromtimestamp(second, zone).replace(tzinfo=None) > wall

    return datetime.fromtimestamp(seconds[bisect_left(seconds, True, key=is_past)], UTC)


def _span(entry: Mapping[str, str]) -> WallSpan:
    return _since_midnight(entry["from"]), _since_midnight(entry["until"])


@cache
def _since_midnight(clock: str) -> timedelta:
    hours, minutes = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
