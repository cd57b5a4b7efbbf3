"""Which starts can be booked, and why others cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saleor_personal_shopper.core.campaigns.slots import (
    Diary,
    Refusal,
    Rules,
    bookable,
    refusal_of,
)
from saleor_personal_shopper.core.shoppers.hours import Hours, hours_of
from saleor_personal_shopper.core.shoppers.intervals import Interval
from tests.core.shoppers.clock import MINUTE, minutes, walk
from tests.core.shoppers.zones import changes, distinct_zones

MADRID, TOKYO = ZoneInfo("Europe/Madrid"), ZoneInfo("Asia/Tokyo")
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""A Monday, 7 o'clock in Madrid."""
RULES = Rules(
    zone=MADRID,
    first_day=date(2026, 11, 1),
    last_day=date(2026, 12, 31),
    duration=timedelta(minutes=30),
    increment=timedelta(minutes=30),
)


def week(start: str, end: str, zone: ZoneInfo = MADRID) -> Hours:
    weekly = [{"weekday": day, "from": start, "until": end} for day in range(1, 8)]
    row = SimpleNamespace(time_zone=zone.key, repeats_weekly=True, weekly=weekly, dates=[])
    return hours_of(row)


MORNING = week("09:00", "11:00")


def at(clock: str, day: int = 23, zone: ZoneInfo = MADRID) -> datetime:
    hour, minute = clock.split(":")
    wall = datetime(2026, 11, day, int(hour), int(minute), tzinfo=zone)
    return wall.astimezone(UTC)


def starts(
    rules: Rules = RULES,
    *,
    availability: Hours | None = None,
    now: datetime = NOW,
    day: int = 23,
    days: int = 1,
    hours: Hours | None = MORNING,
    taken: Sequence[Interval] = (),
    booked: Sequence[datetime] = (),
) -> list[str]:
    """In Madrid, on this day of November."""
    diary = Diary(hours, taken, booked)
    since, until = at("00:00", day), at("00:00", day) + days * DAY
    found = bookable(rules, availability, diary, since=since, until=until, now=now)
    return [one.astimezone(MADRID).strftime("%H:%M") for one in found]


def test_slots_lie_in_hours_with_their_whole_duration() -> None:
    assert starts() == ["09:00", "09:30", "10:00", "10:30"]
    assert starts(replace(RULES, duration=timedelta(hours=1))) == ["09:00", "09:30", "10:00"]


@pytest.mark.feature("S3")
def test_the_increment_is_counted_from_the_opening_on() -> None:
    rules = replace(RULES, increment=timedelta(minutes=25))

    assert starts(rules, hours=week("09:15", "10:40")) == ["09:15", "09:40", "10:05"]


@pytest.mark.feature("PS-12", "AD-05")
def test_bookable_is_what_both_the_person_and_the_campaign_have_open() -> None:
    in_tokyo = week("17:45", "19:00", TOKYO)

    assert starts(availability=in_tokyo) == ["10:00", "10:30"]
    assert starts(hours=None, availability=in_tokyo, day=23) == ["09:45", "10:15"]
    assert starts(hours=None, availability=None) == []


def test_a_slot_may_lie_across_midnight() -> None:
    rules = replace(RULES, duration=timedelta(hours=2), increment=timedelta(hours=1))
    always = week("00:00", "24:00")

    assert starts(rules, hours=always, day=24)[-1] == "23:00"


def test_what_is_taken_is_not_offered() -> None:
    taken = [Interval(at("09:20"), at("09:40"))]

    assert starts(taken=taken) == ["10:00", "10:30"]


def test_touching_is_not_overlapping() -> None:
    taken = [Interval(at("10:00"), at("10:30")), Interval(at("08:00"), at("09:00"))]

    assert starts(taken=taken) == ["09:00", "09:30", "10:30"]


@pytest.mark.feature("S2")
def test_buffers_of_neighbours_add_up() -> None:
    """S2: the event's own buffer and that of the one before."""
    rules = replace(
        RULES,
        buffer_before=timedelta(minutes=10),
        buffer_after=timedelta(minutes=5),
        increment=timedelta(minutes=5),
    )
    event = rules.blocked(at("09:00"))

    assert event == Interval(at("08:50"), at("09:35"))
    assert starts(rules, taken=[event])[0] == "09:45"


def test_buffers_may_lie_outside_the_hours() -> None:
    rules = replace(RULES, buffer_before=timedelta(hours=1), buffer_after=timedelta(hours=1))

    assert starts(rules) == ["09:00", "09:30", "10:00", "10:30"]


@pytest.mark.feature("S4")
def test_the_notice_counts_in_real_time() -> None:
    rules = replace(RULES, notice=timedelta(minutes=150))

    assert starts(rules) == ["09:30", "10:00", "10:30"]
    assert refusal(at("09:00"), rules) == Refusal.TOO_SOON


def test_the_past_is_too_soon() -> None:
    assert starts(now=at("10:00")) == ["10:00", "10:30"]
    assert refusal(at("09:30"), now=at("10:00")) == Refusal.TOO_SOON


@pytest.mark.feature("S4")
def test_the_horizon_ends_with_a_day_of_the_channels_zone() -> None:
    rules = replace(RULES, horizon_days=2)

    assert len(starts(rules, day=25)) == 4
    assert starts(rules, day=26) == []
    assert refusal(at("09:00", 26), rules) == Refusal.TOO_FAR


def test_days_of_the_campaign_are_those_of_the_channels_zone() -> None:
    """The 24th begins in Tokyo when it is 16 o'clock on the 23rd in Madrid."""
    rules = replace(RULES, zone=TOKYO, first_day=date(2026, 11, 24))
    afternoon = week("15:00", "17:00")

    assert starts(rules, hours=afternoon) == ["16:00", "16:30"]
    assert refusal(at("15:30"), rules, hours=afternoon) == Refusal.CAMPAIGN_CLOSED


def test_a_campaign_that_is_over_is_closed() -> None:
    rules = replace(RULES, last_day=date(2026, 11, 22))

    assert starts(rules) == []
    assert refusal(at("09:00"), rules) == Refusal.CAMPAIGN_CLOSED
    assert refusal(at("09:00") - 30 * DAY, rules) == Refusal.CAMPAIGN_CLOSED


def test_a_day_after_the_campaign_is_closed() -> None:
    rules = replace(RULES, last_day=date(2026, 11, 24))

    assert refusal(at("09:00", 25), rules) == Refusal.CAMPAIGN_CLOSED


@pytest.mark.feature("S4")
@pytest.mark.parametrize(
    ("limits", "days", "expected"),
    [
        ({"daily_limit": 1}, 2, 4),
        ({"daily_limit": 2}, 2, 8),
        ({"weekly_limit": 1}, 7, 0),
        ({"weekly_limit": 1}, 8, 4),
        ({"weekly_limit": 2}, 7, 28),
    ],
)
def test_full_days_and_weeks_are_not_offered(
    limits: dict[str, int], days: int, expected: int
) -> None:
    """S4: one booking on Monday fills the day, or the week until Sunday."""
    rules = replace(RULES, **limits)

    assert len(starts(rules, booked=[at("07:00")], days=days)) == expected


def refusal(
    starts_at: datetime,
    rules: Rules = RULES,
    *,
    now: datetime = NOW,
    **diary: Any,
) -> Refusal | None:
    return refusal_of(
        rules, None, Diary(**{"hours": MORNING, **diary}), starts_at=starts_at, now=now
    )


def test_every_other_refusal_has_its_reason() -> None:
    full = replace(RULES, daily_limit=1)

    assert refusal(at("09:30")) is None
    assert refusal(at("11:00")) == Refusal.OUTSIDE_AVAILABILITY
    assert refusal(at("09:10")) == Refusal.OUTSIDE_AVAILABILITY
    assert refusal(at("09:30"), taken=[Interval(at("09:00"), at("10:00"))]) == Refusal.SLOT_TAKEN
    assert refusal(at("09:30"), full, booked=[at("10:30")]) == Refusal.LIMIT_REACHED


def expected(
    rules: Rules, availability: Hours | None, diary: Diary, window: Interval, now: datetime
) -> list[datetime]:
    """The same by walking along the clocks: each minute is tried."""
    moments = list(minutes(window.starts_at - 2 * DAY, window.ends_at + 2 * DAY))
    clocks = [list(walk(one, moments)) for one in (diary.hours, availability) if one is not None]
    open_at = {moment for moment in moments if clocks}
    for clock in clocks:
        open_at &= {tick.at for tick in clock if tick.is_open}
    taken_at = {one for interval in diary.taken for one in minutes(*interval)}
    found = []
    for position, moment in enumerate(moments):
        ticks = [clock[position] for clock in clocks]
        since_opening = ticks[0].since_opening if ticks else None
        day = moment.astimezone(rules.zone).date()
        whole = list(minutes(moment, moment + rules.duration))
        if (
            since_opening is not None
            and window.starts_at <= moment < window.ends_at
            and moment >= now + rules.notice
            and rules.first_day <= day <= rules.last_day
            and all(tick.is_new for tick in ticks)
            and not since_opening % rules.increment
            and open_at.issuperset(whole)
            and taken_at.isdisjoint(minutes(*rules.blocked(moment)))
        ):
            found.append(moment)
    return found


def in_minutes(lowest: int, highest: int) -> st.SearchStrategy[timedelta]:
    return st.integers(lowest, highest).map(lambda number: timedelta(minutes=number))


@st.composite
def spans(draw: st.DrawFn, zone: str) -> Hours:
    marks = sorted(draw(st.lists(st.integers(0, 1440), min_size=2, max_size=4, unique=True)))
    times = [timedelta(minutes=mark) for mark in marks[: len(marks) // 2 * 2]]
    day = tuple(zip(times[::2], times[1::2], strict=True))
    return Hours(ZoneInfo(zone), dict.fromkeys(range(1, 8), day), {})


def check_slots(data: st.DataObject, zone: str, change: datetime) -> None:
    window = Interval(change - DAY, change + DAY)
    day = change.astimezone(UTC).date()
    other = data.draw(st.sampled_from([zone, *distinct_zones()]))
    rules = Rules(
        zone=ZoneInfo(data.draw(st.sampled_from([zone, other]))),
        first_day=day - data.draw(st.sampled_from([0, 3])) * DAY,
        last_day=day + data.draw(st.sampled_from([0, 3])) * DAY,
        duration=data.draw(in_minutes(5, 180)),
        increment=data.draw(in_minutes(5, 90)),
        buffer_before=data.draw(in_minutes(0, 30)),
        buffer_after=data.draw(in_minutes(0, 30)),
        notice=data.draw(in_minutes(0, 600)),
    )
    near = in_minutes(-2000, 2000).map(lambda distance: change + distance)
    busy = st.tuples(near, in_minutes(1, 200)).map(lambda one: Interval(one[0], one[0] + one[1]))
    diary = Diary(
        data.draw(st.none() | spans(zone)),
        data.draw(st.lists(busy, max_size=4)),
    )
    availability = data.draw(st.none() | spans(other))
    now = change - data.draw(in_minutes(0, 3000))

    found = bookable(
        rules, availability, diary, since=window.starts_at, until=window.ends_at, now=now
    )

    walked = expected(rules, availability, diary, window, now)
    assert found == walked
    for moment in found[:-1][:3]:
        reason = refusal_of(rules, availability, diary, starts_at=moment, now=now)
        assert reason is None, reason
        beside = moment + MINUTE
        reason = refusal_of(rules, availability, diary, starts_at=beside, now=now)
        assert (reason is None) == (beside in walked)


@pytest.mark.feature("S1")
@settings(deadline=None, max_examples=80)
@given(st.data(), st.sampled_from(changes()))
def test_slots_agree_with_a_walk_along_the_clock(
    data: st.DataObject, change: tuple[str, datetime]
) -> None:
    check_slots(data, *change)


@pytest.mark.thorough
@settings(deadline=None, max_examples=20_000)
@given(st.data(), st.sampled_from(changes()))
def test_slots_agree_with_the_clock_for_an_hour(
    data: st.DataObject, change: tuple[str, datetime]
) -> None:
    check_slots(data, *change)
