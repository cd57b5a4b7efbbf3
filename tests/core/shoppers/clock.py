"""What hours mean, told by walking along a clock minute by minute: slow, and easy to believe.

The hand of the clock that has come furthest decides: an hour shown a second time moves nobody,
and what the hand jumps over is never reached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from saleor_personal_shopper.core.shoppers.hours import Hours

MINUTE = timedelta(minutes=1)


class Tick(NamedTuple):
    """A minute: whether it is open, shown for the first time, and where it lies in its span."""

    at: datetime
    is_open: bool
    is_new: bool
    since_opening: timedelta | None


def minutes(since: datetime, until: datetime) -> Iterator[datetime]:
    while since < until:
        yield since
        since += MINUTE


def walk(hours: Hours, moments: Iterable[datetime]) -> Iterator[Tick]:
    furthest = datetime.min
    for at in moments:
        wall = at.astimezone(hours.zone).replace(tzinfo=None, fold=0)
        is_new = wall > furthest
        furthest = max(furthest, wall)
        since_opening = _since_opening(hours, furthest)
        yield Tick(at, since_opening is not None, is_new, since_opening)


def _since_opening(hours: Hours, wall: datetime) -> timedelta | None:
    day = wall.date()
    since_midnight = wall - datetime.combine(day, time())
    for start, end in hours.dates.get(day, hours.weekly.get(day.isoweekday(), ())):
        if start <= since_midnight < end:
            return since_midnight - start
    return None
