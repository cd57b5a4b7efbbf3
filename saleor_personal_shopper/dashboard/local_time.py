"""Dates as staff type them: a wall clock time in their own, named zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.translation import gettext as _

from ..core.events.errors import invalid, required
from ..core.shoppers.cleaning import time_zones


def read_local_time(form: Mapping[str, str]) -> datetime:
    """The moment that `starts_at` (as of `datetime-local`) means in the zone `time_zone`.

    Raises DomainError REQUIRED or INVALID, also for a time that the zone's clocks skip.
    """
    text = form.get("starts_at", "").strip()
    if not text:
        raise required("startsAt")
    zone = _zone(form.get("time_zone", ""))
    try:
        local = datetime.fromisoformat(text).replace(tzinfo=zone)
    except ValueError:
        raise invalid("startsAt", _("Choose a date and a time.")) from None
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        message = _("The clocks are put forward then, so this time does not exist. Choose another.")
        raise invalid("startsAt", message)
    return moment


def reader_zone(request: HttpRequest) -> ZoneInfo:
    """The reader's own: as the form says, else as every request of our pages does; else UTC."""
    asked = request.POST if request.method == "POST" else request.GET
    return _zone(asked.get("time_zone") or request.headers.get("Time-Zone", ""))


def is_zone_known(request: HttpRequest) -> bool:
    """Whether the reader's zone was said; not by an address that was typed."""
    return "time_zone" in request.GET or "Time-Zone" in request.headers


def read_day(text: str) -> date | None:
    """A date as of `<input type=date>`; None for anything else, and for years out of reach."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2200 else None


def read_moment(text: str) -> datetime | None:
    """A moment as we write it into pages; None for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _zone(name: str) -> ZoneInfo:
    """The browser's zone; UTC when it named none that we know, which the form then says."""
    return ZoneInfo(name if name in time_zones() else "UTC")
