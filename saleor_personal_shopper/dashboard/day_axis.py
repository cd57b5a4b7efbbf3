"""Days drawn side by side along one wall clock, also where it is put forward or back; pure.

The axis runs over quarters of an hour as the clock shows them. An hour that is passed twice stands
in it twice, and a day that lacks an hour of the axis has a gap there. So a day of 23 or 25 hours
is as long as it is, and the same clock time of all days stands at the same height.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from ..core.shoppers.hours import start_of_day
from ..core.shoppers.intervals import Interval

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
QUARTER_MINUTES = 15
QUARTER = QUARTER_MINUTES * MINUTE
QUARTERS = 24 * 4
Key = tuple[int, int]
"""The quarter of the clock, from midnight on, and whether it is passed for the second time."""
Stretch = tuple[int, int]
"""From and until, in minutes along the axis."""


@dataclass(frozen=True)
class HourMark:
    """A whole hour of the clock: where it stands, and a moment at which the clock shows it."""

    at: int
    moment: datetime
    is_repeated: bool


@dataclass(frozen=True)
class DayAxis:
    """The clock of these days of a zone."""

    days: Sequence[date]
    zone: ZoneInfo

    @property
    def minutes(self) -> int:
        """How long the axis is."""
        return len(self._places) * QUARTER_MINUTES

    @property
    def marks(self) -> list[HourMark]:
        """The whole hours; of an hour that is passed twice, both are marked as repeated."""
        twice = {quarter for quarter, fold in self._places if fold}
        return [
            HourMark(place * QUARTER_MINUTES, self._moments[quarter, fold], quarter in twice)
            for (quarter, fold), place in self._places.items()
            if quarter % 4 == 0
        ]

    def stretch(self, day: date, interval: Interval) -> Stretch | None:
        """Where the part of a time that lies in the day is drawn; None where none does."""
        starts_at, ends_at = _day_of(day, self.zone)
        start, end = max(interval.starts_at, starts_at), min(interval.ends_at, ends_at)
        if start >= end:
            return None
        return self._at(start), self._at(end - MINUTE) + 1

    def gaps(self, day: date) -> list[Stretch]:
        """What of the axis the day does not have."""
        own = self._quarters[day]
        missing = [place for key, place in self._places.items() if key not in own]
        return [(a * QUARTER_MINUTES, b * QUARTER_MINUTES) for a, b in _runs(missing)]

    def segments(self, day: date) -> list[tuple[int, int, int]]:
        """The stretches in which time passes as along the axis, each with the Unix time of its
        start: what a script needs to tell the time of a place."""
        own = self._quarters[day]
        places = sorted(self._places[key] for key in own)
        at = {self._places[key]: moment for key, moment in own.items()}
        return [
            (a * QUARTER_MINUTES, b * QUARTER_MINUTES, int(at[a].timestamp()))
            for a, b in _runs(places)
        ]

    def _at(self, moment: datetime) -> int:
        quarter, fold, rest = _read(moment, self.zone)
        return self._places[quarter, fold] * QUARTER_MINUTES + rest

    @cached_property
    def _quarters(self) -> dict[date, dict[Key, datetime]]:
        """The quarters of each day with the moment at which each begins."""
        return {day: _quarters_of(day, self.zone) for day in self.days}

    @cached_property
    def _moments(self) -> dict[Key, datetime]:
        return {key: at for own in self._quarters.values() for key, at in own.items()}

    @cached_property
    def _places(self) -> dict[Key, int]:
        """The quarters in the order of the axis; what is passed again follows what it repeats."""
        known = self._moments.keys()
        order = [(quarter, 0) for quarter in range(QUARTERS) if (quarter, 0) in known]
        again = sorted(key for key in known if key[1])
        if again:
            after = order.index((again[-1][0], 0)) + 1
            order[after:after] = again
        return {key: place for place, key in enumerate(order)}


def _day_of(day: date, zone: ZoneInfo) -> Interval:
    return Interval(start_of_day(day, zone), start_of_day(day + DAY, zone))


def _quarters_of(day: date, zone: ZoneInfo) -> dict[Key, datetime]:
    moment, ends_at = _day_of(day, zone)
    found: dict[Key, datetime] = {}
    while moment < ends_at:
        quarter, fold, rest = _read(moment, zone)
        found.setdefault((quarter, fold), moment - rest * MINUTE)
        moment += QUARTER
    return found


def _read(moment: datetime, zone: ZoneInfo) -> tuple[int, int, int]:
    """What the clock shows: quarter, whether again, and the minutes since the quarter began."""
    local = moment.astimezone(zone)
    quarter, rest = divmod(local.hour * 60 + local.minute, QUARTER_MINUTES)
    return quarter, local.fold, rest


def _runs(places: Sequence[int]) -> list[Stretch]:
    """Numbers in order, as stretches of neighbours."""
    found: list[Stretch] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return found
