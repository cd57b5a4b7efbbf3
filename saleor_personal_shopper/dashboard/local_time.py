"""Dates as staff type them: a wall clock time in their own, named zone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

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


def _zone(name: str) -> ZoneInfo:
    """The browser's zone; UTC when it named none that we know, which the form then says."""
    return ZoneInfo(name if name in time_zones() else "UTC")
