"""Hours on a wall clock as real time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saleor_personal_shopper.core.shoppers.hours import Hours, hours_of, instant, start_of_day
from saleor_personal_shopper.core.shoppers.intervals import Interval
from tests.core.shoppers.clock import MINUTE, minutes, walk
from tests.core.shoppers.zones import changes, distinct_zones

MADRID = "Europe/Madrid"
HALF_HOUR = timedelta(minutes=30)


def hours(zone: str = MADRID, **fields: Any) -> Hours:
    row = {"time_zone": zone, "repeats_weekly": True, "weekly": [], "dates": []}
    return hours_of(SimpleNamespace(**{**row, **fields}))


def daily(start: str, end: str) -> list[dict[str, Any]]:
    return [{"weekday": day, "from": start, "until": end} for day in range(1, 8)]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def day_of(text: str, zone: str = MADRID) -> tuple[datetime, datetime]:
    day = date.fromisoformat(text)
    return (
        start_of_day(day, ZoneInfo(zone)),
        start_of_day(day + timedelta(days=1), ZoneInfo(zone)),
    )


def walls(found: Hours, day: str, step: timedelta = HALF_HOUR) -> list[str]:
    openings = found.openings(*day_of(day, str(found.zone)))
    starts = [one for opening in openings for one in opening.starts(step)]
    return [one.astimezone(found.zone).strftime("%H:%M") for one in starts]


def test_weekly_hours_are_those_of_the_weekday_in_their_zone() -> None:
    monday = hours(weekly=[{"weekday": 1, "from": "09:00", "until": "13:30"}])

    assert monday.intervals(utc("2026-11-22"), utc("2026-11-29")) == [
        Interval(utc("2026-11-23T08:00"), utc("2026-11-23T12:30"))
    ]


@pytest.mark.feature("S12")
def test_a_dated_exception_stands_in_for_the_weekday() -> None:
    found = hours(
        weekly=daily("09:00", "12:00"),
        dates=[
            {"date": "2026-12-24", "intervals": [{"from": "10:00", "until": "11:00"}]},
            {"date": "2026-12-25", "intervals": []},
        ],
    )

    assert walls(found, "2026-12-24") == ["10:00", "10:30"]
    assert walls(found, "2026-12-25") == []
    assert len(walls(found, "2026-12-26")) == 6


@pytest.mark.feature("PS-07")
def test_without_repeating_weekly_the_given_dates_alone_count() -> None:
    found = hours(
        repeats_weekly=False,
        weekly=daily("09:00", "12:00"),
        dates=[{"date": "2026-12-24", "intervals": [{"from": "10:00", "until": "11:00"}]}],
    )

    assert walls(found, "2026-12-23") == []
    assert walls(found, "2026-12-24") == ["10:00", "10:30"]


def test_hours_across_midnight_are_one_stretch() -> None:
    night = hours(
        "UTC",
        weekly=[
            {"weekday": 1, "from": "22:00", "until": "24:00"},
            {"weekday": 2, "from": "00:00", "until": "02:00"},
        ],
    )

    assert night.intervals(utc("2026-11-22"), utc("2026-11-29")) == [
        Interval(utc("2026-11-23T22:00"), utc("2026-11-24T02:00"))
    ]


def test_intervals_are_cut_at_the_ends_of_what_is_asked() -> None:
    found = hours("UTC", weekly=daily("00:00", "24:00"))

    assert found.intervals(utc("2026-11-23T10:00"), utc("2026-11-25T11:00")) == [
        Interval(utc("2026-11-23T10:00"), utc("2026-11-25T11:00"))
    ]


@pytest.mark.parametrize(
    ("zone", "day", "open_from", "expected"),
    [
        pytest.param(MADRID, "2026-03-29", "01:00", "01:00 01:30 03:00 03:30", id="gap"),
        pytest.param(MADRID, "2026-03-29", "02:15", "03:15 03:45", id="opens in the gap"),
        pytest.param(MADRID, "2026-10-25", "02:00", "02:00 02:30 03:00 03:30", id="repeated"),
        pytest.param(
            "Australia/Lord_Howe", "2026-10-04", "01:30", "01:30 02:30 03:00 03:30", id="half hour"
        ),
        pytest.param(
            "Africa/Cairo", "2026-04-24", "00:00", "01:00 01:30 02:00 02:30 03:00 03:30", id="Cairo"
        ),
        pytest.param("Pacific/Kiritimati", "2026-06-01", "03:00", "03:00 03:30", id="+14"),
        pytest.param("Pacific/Apia", "2011-12-30", "01:00", "", id="a day that never was"),
    ],
)
def test_gaps_are_skipped_and_repeated_hours_come_once(
    zone: str, day: str, open_from: str, expected: str
) -> None:
    found = hours(zone, weekly=daily(open_from, "04:00"))

    assert walls(found, day) == expected.split()


def test_the_clocks_going_back_make_a_longer_day() -> None:
    found = hours(weekly=daily("00:00", "24:00"))

    ((starts_at, ends_at),) = found.intervals(*day_of("2026-10-25"))

    assert ends_at - starts_at == timedelta(hours=25)


def test_what_was_skipped_is_reached_when_the_clock_goes_on() -> None:
    skipped = datetime(2026, 3, 29, 2, 30)

    assert instant(skipped, ZoneInfo(MADRID)) == utc("2026-03-29T01:00")


def test_there_are_hundreds_of_zones_with_thousands_of_changes() -> None:
    assert len(distinct_zones()) > 300
    assert len(changes()) > 3000


@st.composite
def weeks(draw: st.DrawFn) -> list[tuple[timedelta, timedelta]]:
    """Spans of a day, in order and apart, at any minute."""
    marks = draw(st.lists(st.integers(0, 1440), min_size=2, max_size=6, unique=True))
    marks = sorted(marks)[: len(marks) // 2 * 2]
    times = [timedelta(minutes=mark) for mark in marks]
    return list(zip(times[::2], times[1::2], strict=True))


def check_change(change: tuple[str, datetime], spans: list[tuple[timedelta, timedelta]]) -> None:
    """A day around the change, against the walk along the clock."""
    name, at = change
    found = Hours(ZoneInfo(name), {day: tuple(spans) for day in range(1, 8)}, {})
    since, until = at - timedelta(days=1), at + timedelta(days=1)
    step = timedelta(minutes=15)

    walked = list(walk(found, minutes(since - timedelta(days=1), until)))

    ticks = [tick for tick in walked if tick.at >= since]
    openings = found.openings(since, until)
    intervals = found.intervals(since, until)
    assert {one for a, b in intervals for one in minutes(a, b)} == {
        tick.at for tick in ticks if tick.is_open
    }
    starts = [one for opening in openings for one in opening.starts(step)]
    assert sorted(one for one in starts if since <= one < until) == [
        tick.at
        for tick in ticks
        if tick.is_new and tick.since_opening is not None and not tick.since_opening % step
    ]


@pytest.mark.feature("S1")
@settings(deadline=None, max_examples=300)
@given(st.sampled_from(changes()), weeks())
def test_hours_agree_with_a_walk_along_the_clock(
    change: tuple[str, datetime], spans: list[tuple[timedelta, timedelta]]
) -> None:
    check_change(change, spans)


@pytest.mark.thorough
def test_hours_agree_with_the_clock_at_every_change_of_every_zone() -> None:
    """F20, all of it: some minutes long."""
    quarter, night = timedelta(minutes=15), timedelta(hours=4)
    for number, change in enumerate(changes()):
        start = (number * 7 % 96) * quarter
        check_change(change, [(start, min(start + 9 * quarter + MINUTE, timedelta(days=1)))])
        check_change(change, [(timedelta(), night), (timedelta(hours=20), timedelta(hours=24))])
