"""The week editor: what it shows, and what it sends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.dates import WEEKDAYS

from ..core.shoppers.models import Availability
from .zones import zones_by_region

Times = list[dict[str, str]]
END_OF_DAY = "24:00"
CLOSING = "00:00"
"""How a time field shows the end of the day."""


@dataclass(frozen=True)
class Day:
    """One weekday; 1 is Monday."""

    number: int
    name: Any
    times: Times


@dataclass(frozen=True)
class SpecialDate:
    date: str
    times: Times


@dataclass(frozen=True)
class HoursForm:
    """The fields as they are shown, with `name` for those that have one."""

    name: str = ""
    time_zone: str = ""
    repeats_weekly: bool = True
    days: Sequence[Day] = field(default=())
    dates: Sequence[SpecialDate] = field(default=())

    @property
    def zones(self) -> Any:
        return zones_by_region().items()

    @property
    def is_known_zone(self) -> bool:
        """Whether the list of zones holds the one that is set, which may be an old name."""
        regions = zones_by_region().values()
        return not self.time_zone or any(
            self.time_zone == name for region in regions for name, _place in region
        )


def shown_hours(hours: Availability | None) -> HoursForm:
    """The editor of these hours, or of a week without any."""
    if hours is None:
        return HoursForm(days=_days([]))
    return HoursForm(
        name=hours.name,
        time_zone=hours.time_zone,
        repeats_weekly=hours.repeats_weekly,
        days=_days(hours.weekly),
        dates=[SpecialDate(one["date"], _shown(one["intervals"])) for one in hours.dates],
    )


def typed_hours(form: QueryDict) -> tuple[HoursForm, dict[str, Any]]:
    """The editor as it was sent, and the same as the core takes it."""
    weekly = [
        {"weekday": number, **times} for number in WEEKDAYS_ISO for times in _sent(form, number)
    ]
    keys = zip(form.getlist("date"), form.getlist("date-key"), strict=False)
    dates: list[dict[str, Any]] = [
        {"date": on, "intervals": _sent(form, f"date-{key}")} for on, key in keys if on or key
    ]
    values: dict[str, Any] = {
        "time_zone": form.get("time_zone", ""),
        "repeats_weekly": form.get("repeats_weekly") == "on",
        "weekly": weekly,
        "dates": dates,
    }
    shown = HoursForm(
        name=form.get("name", ""),
        time_zone=values["time_zone"],
        repeats_weekly=values["repeats_weekly"],
        days=_days(weekly),
        dates=[SpecialDate(one["date"], one["intervals"]) for one in dates],
    )
    return shown, values


WEEKDAYS_ISO = range(1, 8)


def _days(weekly: Sequence[dict[str, Any]]) -> list[Day]:
    return [
        Day(
            number,
            WEEKDAYS[number - 1],
            _shown([one for one in weekly if one["weekday"] == number]),
        )
        for number in WEEKDAYS_ISO
    ]


def _shown(times: Sequence[dict[str, Any]]) -> Times:
    return [
        {"from": one["from"], "until": CLOSING if one["until"] == END_OF_DAY else one["until"]}
        for one in times
    ]


def _sent(form: QueryDict, key: object) -> Times:
    """Pairs of times; one that is empty altogether is none."""
    pairs = zip(form.getlist(f"from-{key}"), form.getlist(f"until-{key}"), strict=False)
    return [{"from": start, "until": end} for start, end in pairs if start or end]
