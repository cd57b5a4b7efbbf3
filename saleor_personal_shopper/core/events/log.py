"""The log of an event: who did what, when and why; nothing is ever changed in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..shoppers.staff import StaffRights
from .bookings import LogAction, LogActor, LogEntry
from .models import Event, EventStatus, ParticipantRole

ACTION_OF_STATUS = {
    EventStatus.CANCELLED: LogAction.CANCELLED,
    EventStatus.MISSED: LogAction.MISSED,
    EventStatus.NO_SHOW: LogAction.NO_SHOW,
}


@dataclass(frozen=True)
class Author:
    """Who did it."""

    actor: LogActor
    name: str = ""


SYSTEM = Author(LogActor.SYSTEM)


def customer_of(event: Event) -> Author:
    return Author(LogActor.CUSTOMER, event.customer_name)


def staff(rights: StaffRights) -> Author:
    person = rights.personal_shopper
    return Author(LogActor.STAFF, person.name if person else rights.staff_member.name)


def author_of(by: dict[str, Any] | None) -> Author:
    """Who did it, from what messages say of him."""
    if not by:
        return SYSTEM
    is_customer = by["role"] == ParticipantRole.CUSTOMER
    return Author(LogActor.CUSTOMER if is_customer else LogActor.STAFF, by["name"])


def cancellation_of(event: Event) -> LogEntry | None:
    """Who called it off, when and why; None where nobody did."""
    entries = LogEntry.objects.of(event.installation_id).filter(event_id=event.pk)
    return entries.filter(action=LogAction.CANCELLED).order_by("at", "pk").last()


def reason_for_customer(event: Event) -> str:
    """Why staff called it off; empty where they did not say, or the customer did it himself."""
    entry = cancellation_of(event)
    is_news = entry is not None and entry.actor != LogActor.CUSTOMER
    return entry.reason if entry and is_news else ""


def write_log(
    event: Event,
    action: LogAction,
    *,
    by: Author,
    now: datetime,
    reason: str = "",
    **data: Any,
) -> LogEntry:
    """Append an entry."""
    return LogEntry.objects.create(
        installation=event.installation,
        event=event,
        action=action,
        actor=by.actor,
        actor_name=by.name[:200],
        reason=reason,
        data=data,
        at=now,
    )
