"""Who is booked when the customer leaves it to us, told so that it can be explained (S5); pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from .diaries import Host

NEVER = datetime.min.replace(tzinfo=UTC)
NAMED = 10
"""How many of those who were free an explanation names."""


class Reason(StrEnum):
    """Why it was this person."""

    CHOSEN = "CHOSEN"
    HELD = "HELD"
    LEAST_RECENTLY_BOOKED = "LEAST_RECENTLY_BOOKED"
    SAME_PERSON = "SAME_PERSON"
    STAFF = "STAFF"


def ranked(hosts: Sequence[Host]) -> list[Host]:
    """First who was booked least recently; among equals the higher priority, then by name."""
    return sorted(hosts, key=_rank)


def _rank(host: Host) -> tuple[datetime, int, str, str]:
    person = host.person
    return host.last_booked_at or NEVER, -person.priority, person.name, str(person.pk)


def explained(host: Host, reason: Reason, free: Sequence[Host]) -> dict[str, Any]:
    """For the log: the rule, and who else was free, in the order in which they were to come."""
    return {
        "personalShopper": host.person.name,
        "reason": reason.value,
        "free": [_standing(one) for one in free[:NAMED]],
    }


def _standing(host: Host) -> dict[str, Any]:
    last = host.last_booked_at
    return {
        "name": host.person.name,
        "lastBookedAt": last and last.isoformat(),
        "priority": host.person.priority,
    }
