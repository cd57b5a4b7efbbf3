"""What an operator watches: how many there are, and what waits. Across all installations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from .events.models import Event, EventStatus, Participant, Publication
from .installations.models import Installation, InstallationStatus
from .installations.webhooks import overdue_deliveries
from .notifications.selectors import outbox_backlog
from .shoppers.models import PersonalShopper


@dataclass(frozen=True)
class Figure:
    """A count now; `label` names what its values are counted by, "" for a single one."""

    name: str
    meaning: str
    values: dict[str, int]
    label: str = ""


OPEN = [EventStatus.REQUESTED, EventStatus.SCHEDULED, EventStatus.WAITING, EventStatus.LIVE]


def figures(now: datetime) -> Iterator[Figure]:
    """All of them; they cost some ten short queries."""
    open_events = Event.objects.across_installations().filter(status__in=OPEN)
    yield Figure("events", "Open events", _counted(open_events, OPEN), "status")
    installations = Installation.objects.filter(is_removed=False)
    statuses = list(InstallationStatus)
    yield Figure("installations", "Connected Saleors", _counted(installations, statuses), "status")
    in_calls = Participant.objects.across_installations().exclude(socket_id="")
    yield Figure("participants", "People in calls and lobbies", {"": in_calls.count()})
    sending = Publication.objects.across_installations().filter(ended_at=None)
    yield Figure("publications", "What they send", {"": sending.count()})
    available = PersonalShopper.objects.across_installations().filter(is_available=True)
    yield Figure("shoppers_available", "Personal shoppers who take calls", {"": available.count()})
    yield Figure("webhooks_overdue", "Webhooks to be worked", {"": overdue_deliveries(now)})
    backlog = outbox_backlog(now=now)
    mails = {
        "overdue": backlog.unsent,
        "deferred": backlog.deferred,
        "given_up": backlog.given_up,
    }
    yield Figure(
        "mails", "Mails late, put off by the server, and given up within a day", mails, "state"
    )


def _counted(rows: QuerySet[Any], statuses: Sequence[str]) -> dict[str, int]:
    """By status; those that nothing has count as 0."""
    found = dict(rows.values_list("status").annotate(Count("pk")))
    return {str(status): found.get(status, 0) for status in statuses}
