"""Hours as people enter them, brought into the form in which `Availability` keeps them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from .cleaning import wrong

TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
END_OF_DAY = "24:00"
INTERVALS_A_DAY = 12
DATES_LIMIT = 400
Interval = dict[str, str]


def clean_weekly(value: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """`[{weekday: 1-7, from, until}]` by day and time; what overlaps or touches is one.

    Midnight as an end is `24:00`. Raises DomainError INVALID.
    """
    days: dict[int, list[Mapping[str, Any]]] = {}
    for entry in value or ():
        weekday = entry.get("weekday")
        if not isinstance(weekday, int) or weekday not in range(1, 8):
            raise wrong(_("Choose a day of the week, from 1 (Monday) to 7 (Sunday)."))
        days.setdefault(weekday, []).append(entry)
    return [
        {"weekday": weekday, **interval}
        for weekday in sorted(days)
        for interval in clean_intervals(days[weekday])
    ]


def clean_dates(value: Iterable[Mapping[str, Any]] | None) -> list[dict[str, Any]]:
    """`[{date, intervals: [{from, until}]}]` by date; a date without intervals is closed.

    Raises DomainError INVALID, also for a date that is given twice.
    """
    found: dict[str, list[Interval]] = {}
    for entry in value or ():
        on = _date(entry.get("date"))
        if on in found:
            raise wrong(_("The date %(date)s is there twice. Keep one of them.") % {"date": on})
        found[on] = clean_intervals(entry.get("intervals") or ())
    if len(found) > DATES_LIMIT:
        raise wrong(_("Keep at most %(limit)d dates.") % {"limit": DATES_LIMIT})
    return [{"date": on, "intervals": found[on]} for on in sorted(found)]


def clean_intervals(value: Iterable[Mapping[str, Any]]) -> list[Interval]:
    """Of one day, in order; what overlaps or touches is one. Raises DomainError INVALID."""
    merged: list[Interval] = []
    for entry in sorted(map(_interval, value), key=lambda one: one["from"]):
        if merged and entry["from"] <= merged[-1]["until"]:
            merged[-1]["until"] = max(merged[-1]["until"], entry["until"])
        else:
            merged.append(entry)
    if len(merged) > INTERVALS_A_DAY:
        raise wrong(_("Keep at most %(limit)d times a day.") % {"limit": INTERVALS_A_DAY})
    return merged


def _interval(entry: Mapping[str, Any]) -> Interval:
    start, end = str(entry.get("from") or ""), str(entry.get("until") or "")
    if end == "00:00":
        end = END_OF_DAY
    if not TIME.fullmatch(start) or not (TIME.fullmatch(end) or end == END_OF_DAY):
        raise wrong(_("Fill in both times, like 09:00 and 17:30."))
    if start >= end:
        message = _("%(from)s to %(until)s is no time of day: the end must come after the start.")
        raise wrong(message % {"from": start, "until": end})
    return {"from": start, "until": end}


def _date(value: Any) -> str:
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value or ""))
    except ValueError:
        raise wrong(_("Choose a date.")) from None
    return found.isoformat()
