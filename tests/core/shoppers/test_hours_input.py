"""PS-06, PS-07, MN-03, S12: hours as people enter them."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.shoppers.hours_input import clean_dates, clean_weekly


def of(weekday: Any, start: str, end: str) -> dict[str, Any]:
    return {"weekday": weekday, "from": start, "until": end}


def test_several_times_a_day_are_kept_in_order() -> None:
    given = [of(2, "14:00", "18:00"), of(1, "09:00", "13:00"), of(2, "08:30", "12:00")]
    assert clean_weekly(given) == [given[1], given[2], given[0]]


def test_what_overlaps_or_touches_is_one() -> None:
    given = [of(1, "09:00", "12:00"), of(1, "11:00", "13:00"), of(1, "13:00", "14:00")]
    assert clean_weekly([*given, of(2, "13:00", "14:00")]) == [
        of(1, "09:00", "14:00"),
        of(2, "13:00", "14:00"),
    ]


def test_midnight_ends_a_day() -> None:
    assert clean_weekly([of(7, "20:00", "00:00")]) == [of(7, "20:00", "24:00")]
    assert clean_weekly(clean_weekly([of(7, "00:00", "24:00")])) == [of(7, "00:00", "24:00")]


@pytest.mark.parametrize(
    "entry",
    [
        of(0, "09:00", "10:00"),
        of(8, "09:00", "10:00"),
        of("monday", "09:00", "10:00"),
        of(1, "10:00", "09:00"),
        of(1, "09:00", "09:00"),
        of(1, "9:00", "10:00"),
        of(1, "09:00", ""),
        of(1, "24:00", "24:00"),
        of(1, "09:00", "25:00"),
        {},
    ],
)
def test_what_is_no_time_of_a_day_is_refused(entry: dict[str, Any]) -> None:
    with pytest.raises(DomainError) as refusal:
        clean_weekly([entry])
    assert refusal.value.code == "INVALID"


@pytest.mark.feature("S12")
def test_a_date_has_its_own_hours_or_none() -> None:
    given = [
        {"date": "2026-12-31", "intervals": [{"from": "09:00", "until": "12:00"}]},
        {"date": "2026-12-25", "intervals": []},
    ]
    assert clean_dates(given) == [given[1], given[0]]
    assert clean_dates(None) == []


@pytest.mark.parametrize(
    "dates",
    [
        [{"date": "christmas"}],
        [{"date": "2026-12-25"}, {"date": "2026-12-25"}],
        [{"date": "2026-12-25", "intervals": [{"from": "12:00", "until": "11:00"}]}],
        [{"date": f"{year}-01-{day:02}"} for year in range(2026, 2046) for day in range(1, 29)],
    ],
    ids=["no date", "twice", "backwards", "too many"],
)
def test_dates_that_make_no_sense_are_refused(dates: list[dict[str, Any]]) -> None:
    with pytest.raises(DomainError):
        clean_dates(dates)
