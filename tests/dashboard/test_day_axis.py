"""Days along one wall clock, also when it is put forward or back (MN-07)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from saleor_personal_shopper.core.shoppers.intervals import Interval
from saleor_personal_shopper.dashboard.day_axis import DayAxis
from tests.core.shoppers.zones import distinct_zones

DAY = timedelta(days=1)
MADRID = ZoneInfo("Europe/Madrid")
FORWARD, BACK, PLAIN = date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 24)


def utc(day: date, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=UTC)


def span(day: date, start: str, end: str) -> Interval:
    return Interval(utc(day, start), utc(day, end))


def test_a_plain_day_has_its_24_hours() -> None:
    axis = DayAxis([PLAIN], MADRID)

    assert axis.minutes == 24 * 60
    assert [mark.at for mark in axis.marks] == [60 * hour for hour in range(24)]
    assert axis.stretch(PLAIN, span(PLAIN, "09:00", "09:45")) == (600, 645)
    assert axis.gaps(PLAIN) == []
    assert axis.segments(PLAIN) == [(0, 1440, int(utc(date(2026, 11, 23), "23:00").timestamp()))]


@pytest.mark.feature("MN-07")
def test_a_day_of_23_hours_is_an_hour_shorter() -> None:
    axis = DayAxis([FORWARD], MADRID)

    assert axis.minutes == 23 * 60
    clocks = [mark.moment.astimezone(MADRID).hour for mark in axis.marks]
    assert clocks == [0, 1, *range(3, 24)]
    # From half past one to half past three, which is one hour.
    assert axis.stretch(FORWARD, span(FORWARD, "00:30", "01:30")) == (90, 150)


@pytest.mark.feature("MN-07")
def test_a_day_of_25_hours_has_one_hour_twice() -> None:
    axis = DayAxis([BACK], MADRID)

    assert axis.minutes == 25 * 60
    clocks = [mark.moment.astimezone(MADRID).hour for mark in axis.marks]
    assert clocks == [0, 1, 2, 2, *range(3, 24)]
    assert [mark.at for mark in axis.marks if mark.is_repeated] == [120, 180]
    # From two o'clock in summer to half past two in winter.
    assert axis.stretch(BACK, span(BACK, "00:00", "01:30")) == (120, 210)


def test_days_of_a_week_stand_at_one_height_and_show_what_they_lack() -> None:
    week = [FORWARD - timedelta(days=1), FORWARD]
    axis = DayAxis(week, MADRID)

    assert axis.minutes == 24 * 60
    assert axis.gaps(FORWARD) == [(120, 180)]
    assert axis.gaps(week[0]) == []
    assert axis.stretch(week[0], span(week[0], "11:00", "12:00")) == (720, 780)
    assert axis.stretch(FORWARD, span(FORWARD, "10:00", "11:00")) == (720, 780)
    begin = int(utc(week[0], "23:00").timestamp())
    assert axis.segments(FORWARD) == [(0, 120, begin), (180, 1440, begin + 7200)]

    back = DayAxis([BACK, BACK + timedelta(days=1)], MADRID)
    assert back.minutes == 25 * 60
    assert back.gaps(BACK + timedelta(days=1)) == [(180, 240)]


def test_what_reaches_over_midnight_stands_in_both_days() -> None:
    week = [PLAIN, PLAIN + timedelta(days=1)]
    axis, over = DayAxis(week, MADRID), span(PLAIN, "22:30", "23:30")

    assert axis.stretch(week[0], over) == (23 * 60 + 30, 24 * 60)
    assert axis.stretch(week[1], over) == (0, 30)
    assert axis.stretch(week[1], span(PLAIN, "09:00", "10:00")) is None


def test_a_day_whose_midnight_is_skipped_begins_later() -> None:
    cairo, day = ZoneInfo("Africa/Cairo"), date(2026, 4, 24)
    axis = DayAxis([day, day + timedelta(days=1)], cairo)
    assert axis.gaps(day) == [(0, 60)]


def test_every_minute_of_every_day_has_a_place_of_its_own() -> None:
    """F20: in every zone, the days of a year on which the clocks change, and one on which not."""
    year = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    for zone in map(ZoneInfo, distinct_zones()):
        changing = [day for day in year if _offset(day, zone) != _offset(day + DAY, zone)]
        for day in [*changing, PLAIN]:
            axis = DayAxis([day], zone)
            segments = axis.segments(day)
            assert sum(end - start for start, end, _ in segments) == axis.minutes
            for start, end, at in segments:
                moment = datetime.fromtimestamp(at, UTC)
                length = timedelta(minutes=end - start)
                assert axis.stretch(day, Interval(moment, moment + length)) == (start, end)


def _offset(day: date, zone: ZoneInfo) -> timedelta | None:
    return datetime(day.year, day.month, day.day, tzinfo=zone).utcoffset()
