"""Hours in the schema: those of availabilities and those of personal shoppers."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

import strawberry

from ...core.shoppers.models import Availability
from ..inputs import given

CLOCK = "As on the clock of the time zone, such as 09:30."
END = "As `from`; 24:00 is the end of the day."
WEEKDAY = "From 1 (Monday) to 7 (Sunday)."
REPEATS = "Whether the week repeats; else the given dates alone count."
DATES = "Dates that differ from the week; one without intervals is closed."


@strawberry.type(name="PersonalShopperInterval", description="Some time of a day.")
class IntervalType:
    from_: str = strawberry.field(name="from", description=CLOCK)
    until: str = strawberry.field(description=END)


@strawberry.type(name="PersonalShopperWeekdayInterval", description="Some time of a weekday.")
class WeekdayIntervalType:
    weekday: int = strawberry.field(description=WEEKDAY)
    from_: str = strawberry.field(name="from", description=CLOCK)
    until: str = strawberry.field(description=END)


@strawberry.type(name="PersonalShopperDateHours", description="The hours of one date.")
class DateHoursType:
    date: date
    intervals: list[IntervalType]


@strawberry.type(name="PersonalShopperHours", description="Weekly hours and dated exceptions.")
class HoursType:
    time_zone: str = strawberry.field(description="IANA name.")
    repeats_weekly: bool = strawberry.field(description=REPEATS)
    weekly: list[WeekdayIntervalType]
    dates: list[DateHoursType] = strawberry.field(description=DATES)

    @classmethod
    def of(cls, row: Availability) -> Self:
        return cls(**hours_fields(row))


def hours_fields(row: Availability) -> dict[str, Any]:
    """What every type with hours has."""
    return {
        "time_zone": row.time_zone,
        "repeats_weekly": row.repeats_weekly,
        "weekly": [WeekdayIntervalType(weekday=one["weekday"], **_ends(one)) for one in row.weekly],
        "dates": [
            DateHoursType(
                date=date.fromisoformat(one["date"]),
                intervals=[IntervalType(**_ends(each)) for each in one["intervals"]],
            )
            for one in row.dates
        ],
    }


def _ends(entry: dict[str, str]) -> dict[str, str]:
    return {"from_": entry["from"], "until": entry["until"]}


@strawberry.input(name="PersonalShopperIntervalInput")
class IntervalInput:
    from_: str = strawberry.field(name="from", description=CLOCK)
    until: str = strawberry.field(description=END)


@strawberry.input(name="PersonalShopperWeekdayIntervalInput")
class WeekdayIntervalInput:
    weekday: int = strawberry.field(description=WEEKDAY)
    from_: str = strawberry.field(name="from", description=CLOCK)
    until: str = strawberry.field(description=END)


@strawberry.input(name="PersonalShopperDateHoursInput")
class DateHoursInput:
    date: date
    intervals: list[IntervalInput] = strawberry.field(description="Empty: closed.")


@strawberry.input
class HoursFields:
    """What every input with hours has; what is left out stays."""

    time_zone: str | None = strawberry.field(default=strawberry.UNSET, description="IANA name.")
    repeats_weekly: bool | None = strawberry.field(default=strawberry.UNSET, description=REPEATS)
    weekly: list[WeekdayIntervalInput] | None = strawberry.field(default=strawberry.UNSET)
    dates: list[DateHoursInput] | None = strawberry.field(
        default=strawberry.UNSET, description=DATES
    )


def hours_given(value: HoursFields) -> dict[str, Any]:
    """The fields that were given, as the core takes them."""
    found = given(value)
    if "weekly" in found:
        found["weekly"] = [
            {"weekday": one.weekday, "from": one.from_, "until": one.until}
            for one in found["weekly"]
        ]
    if "dates" in found:
        found["dates"] = [
            {
                "date": one.date,
                "intervals": [{"from": each.from_, "until": each.until} for each in one.intervals],
            }
            for one in found["dates"]
        ]
    return found
