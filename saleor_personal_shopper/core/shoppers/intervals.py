"""Stretches of time: what they have in common, and what is left of them; pure.

Lists of intervals are in order, and none overlaps or touches the next, except where said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple


class Interval(NamedTuple):
    """From `starts_at` until just before `ends_at`, both in UTC."""

    starts_at: datetime
    ends_at: datetime


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time of any intervals, as one list in order; empty ones are dropped."""
    found: list[Interval] = []
    for one in sorted(intervals):
        if one.ends_at <= one.starts_at:
            continue
        if found and one.starts_at <= found[-1].ends_at:
            found[-1] = Interval(found[-1].starts_at, max(found[-1].ends_at, one.ends_at))
        else:
            found.append(one)
    return found


def common(ours: Sequence[Interval], theirs: Sequence[Interval]) -> list[Interval]:
    """The time that is in both."""
    return list(_common(ours, theirs))


def _common(ours: Sequence[Interval], theirs: Sequence[Interval]) -> Iterator[Interval]:
    mine, other = 0, 0
    while mine < len(ours) and other < len(theirs):
        starts_at = max(ours[mine].starts_at, theirs[other].starts_at)
        ends_at = min(ours[mine].ends_at, theirs[other].ends_at)
        if starts_at < ends_at:
            yield Interval(starts_at, ends_at)
        if ours[mine].ends_at < theirs[other].ends_at:
            mine += 1
        else:
            other += 1
