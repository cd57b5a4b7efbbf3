"""The agenda: a day of everybody side by side, or a day or week of one person (MN-07)."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse

from ...core.events.agendas import agendas, people_seen_by
from ...core.events.selectors import event_for, overseen
from ...core.events.services import MOVABLE
from ...core.events.states import is_open
from ...core.shoppers.models import PersonalShopper
from ..agenda_columns import columns, window
from ..callers import Caller
from ..content import Content, fragment
from ..day_axis import DayAxis
from ..lists import reassign_for
from ..local_time import is_zone_known, read_day, reader_zone

DAY, WEEK = timedelta(days=1), timedelta(days=7)
EVERYBODY = "all"
ASKED = ("day", "view", "who")


def page(request: HttpRequest, caller: Caller) -> Content:
    """The whole page; what hangs on the reader's zone follows where that is not known yet."""
    query = urlencode({name: request.GET[name] for name in ASKED if request.GET.get(name)})
    if not is_zone_known(request) and people_seen_by(caller.rights).exists():
        return Content("agenda/page.html", {"is_to_come": True, "query": query})
    return Content("agenda/page.html", _context(request, caller))


def grid(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Another day, another view or other people; the address keeps them."""
    context = _context(request, caller)
    response = fragment(request, caller, "agenda/grid.html", context)
    joint = "?" if caller.is_desk else f"{caller.kept_query}&"
    response.headers["HX-Replace-Url"] = f"{caller.base}/agenda{joint}{context['query']}"
    return response


def sheet(request: HttpRequest, caller: Caller, event_id: uuid.UUID) -> HttpResponse:
    """One event of the agenda in a dialog, with all that can be done with it."""
    found = event_for(caller.rights, event_id)
    context = {
        "event": found,
        "is_open": is_open(found.status),
        "may_move": found.status in MOVABLE,
    }
    return fragment(request, caller, "agenda/sheet.html", context)


def today(request: HttpRequest, caller: Caller) -> HttpResponse:
    """One's own day, as a list for the desk."""
    zone, mine = reader_zone(request), caller.rights.personal_shopper
    day = caller.now.astimezone(zone).date()
    time = window([day], zone)
    people = people_seen_by(caller.rights)
    people = people.filter(pk=mine.pk) if mine else people.none()
    found = agendas(people, since=time.starts_at, until=time.ends_at)
    context = {"own": next(iter(found), None), "day": day, "zone": zone.key}
    return fragment(request, caller, "agenda/today.html", context)


def _context(request: HttpRequest, caller: Caller) -> dict[str, Any]:
    zone = reader_zone(request)
    today = caller.now.astimezone(zone).date()
    day = read_day(request.GET.get("day", "")) or today
    people = list(people_seen_by(caller.rights))
    shown = _person(caller, people, request.GET.get("who", ""), request.GET.get("view", ""))
    is_week = request.GET.get("view") == "week" and shown is not None
    days = _days_of(day, is_week=is_week)
    step = WEEK if is_week else DAY
    query = {"view": "week" if is_week else "day", "who": str(shown.pk) if shown else EVERYBODY}
    return {
        **_drawn(caller, days, zone, shown),
        "day": day,
        "days": days,
        "today": today,
        "earlier": day - step,
        "later": day + step,
        "is_week": is_week,
        "shown": shown,
        "people": people,
        "zone": zone.key,
        "is_overseer": overseen(caller.rights) is None,
        "query": urlencode({"day": day.isoformat(), **query}),
        **reassign_for(caller),
    }


def _drawn(
    caller: Caller, days: Sequence[date], zone: ZoneInfo, shown: PersonalShopper | None
) -> dict[str, Any]:
    axis, time = DayAxis(days, zone), window(days, zone)
    people = people_seen_by(caller.rights)
    if shown is not None:
        people = people.filter(pk=shown.pk)
    found = agendas(people, since=time.starts_at, until=time.ends_at)
    return {"axis": axis, "columns": columns(found, axis, now=caller.now)}


def _days_of(day: date, *, is_week: bool) -> list[date]:
    if not is_week:
        return [day]
    monday = day - DAY * day.weekday()
    return [monday + DAY * number for number in range(7)]


def _person(
    caller: Caller, people: Sequence[PersonalShopper], who: str, view: str
) -> PersonalShopper | None:
    """Who is shown; None for everybody on one day. A week is that of one person."""
    named = next((one for one in people if str(one.pk) == who), None)
    if named is not None:
        return named
    if overseen(caller.rights) is None and view != "week":
        return None
    mine = caller.rights.personal_shopper
    return mine if mine in people else next(iter(people), None)
