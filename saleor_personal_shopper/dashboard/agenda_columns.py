"""The columns of an agenda: people side by side on one day, or the days of one person's week."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from ..core.events.agendas import PersonAgenda
from ..core.events.models import Event
from ..core.events.services import MOVABLE
from ..core.shoppers.hours import start_of_day
from ..core.shoppers.intervals import Interval
from .day_axis import DayAxis, Stretch

SHORTEST = 20
"""Minutes that a block takes at least, so that it can be read and hit."""


@dataclass(frozen=True)
class Block:
    """An event; of those at one time each has a lane of its own."""

    event: Event
    stretch: Stretch
    lane: int
    lanes: int

    @property
    def may_move(self) -> bool:
        return self.event.status in MOVABLE


@dataclass(frozen=True)
class Column:
    """What of one person's time lies in one day; `hours` are None where only campaigns' count."""

    agenda: PersonAgenda
    day: date
    blocks: Sequence[Block]
    busy: Sequence[Stretch]
    hours: Sequence[Stretch] | None
    gaps: Sequence[Stretch]
    segments: str
    now: int | None


def columns(agendas: Iterable[PersonAgenda], axis: DayAxis, *, now: datetime) -> list[Column]:
    """One for each person and day."""
    return [_column(one, day, axis, now) for one in agendas for day in axis.days]


def window(days: Sequence[date], zone: ZoneInfo) -> Interval:
    """From the first to the last moment of these days."""
    return Interval(start_of_day(days[0], zone), start_of_day(days[-1] + timedelta(days=1), zone))


def _column(agenda: PersonAgenda, day: date, axis: DayAxis, now: datetime) -> Column:
    this_minute = now.replace(second=0, microsecond=0)
    present = axis.stretch(day, Interval(this_minute, this_minute + timedelta(minutes=1)))
    return Column(
        agenda=agenda,
        day=day,
        blocks=_blocks(agenda.events, day, axis),
        busy=_stretches(agenda.busy, day, axis),
        hours=None if agenda.hours is None else _stretches(agenda.hours, day, axis),
        gaps=axis.gaps(day),
        segments=json.dumps(axis.segments(day)),
        now=present and present[0],
    )


def _stretches(times: Iterable[Interval], day: date, axis: DayAxis) -> list[Stretch]:
    found = (axis.stretch(day, one) for one in times)
    return [one for one in found if one is not None]


def _blocks(events: Iterable[Event], day: date, axis: DayAxis) -> list[Block]:
    found: list[Block] = []
    cluster: list[tuple[Event, Stretch]] = []
    ends_at = 0
    for event, stretch in _placed(events, day, axis):
        if cluster and stretch[0] >= ends_at:
            found += _in_lanes(cluster)
            cluster = []
        cluster.append((event, stretch))
        ends_at = max(ends_at, _bottom(stretch)) if len(cluster) > 1 else _bottom(stretch)
    return found + _in_lanes(cluster)


def _placed(events: Iterable[Event], day: date, axis: DayAxis) -> list[tuple[Event, Stretch]]:
    placed = [(one, axis.stretch(day, _time_of(one))) for one in events]
    return [(one, stretch) for one, stretch in placed if stretch is not None]


def _time_of(event: Event) -> Interval:
    assert event.starts_at is not None and event.ends_at is not None
    return Interval(event.starts_at, event.ends_at)


def _in_lanes(cluster: Sequence[tuple[Event, Stretch]]) -> list[Block]:
    """Those that overlap one another, each in the first lane that is free."""
    ends: list[int] = []
    lanes: list[int] = []
    for _event, stretch in cluster:
        free = (lane for lane, end in enumerate(ends) if end <= stretch[0])
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [_bottom(stretch)]
        lanes.append(lane)
    return [
        Block(event, stretch, lane, len(ends))
        for (event, stretch), lane in zip(cluster, lanes, strict=True)
    ]


def _bottom(stretch: Stretch) -> int:
    return max(stretch[1], stretch[0] + SHORTEST)
