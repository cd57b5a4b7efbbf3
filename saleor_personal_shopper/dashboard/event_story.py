"""What happened in an event, gathered for its page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from ..core.attribution.models import Attribution, AttributionState
from ..core.attribution.selectors import attributions_of, event_credit
from ..core.events.bookings import LogEntry
from ..core.events.mails.notices import Notice
from ..core.events.models import Event, Survey
from ..core.notifications.models import Mail
from ..core.notifications.selectors import mails_about
from .chat_story import chat_of
from .dashboard_origins import dashboard_address
from .labels import HANDED_OVER
from .lists import product_name


@dataclass
class OrderRow:
    """An order that the event had a part in; the amount leaves out what was reversed."""

    order_id: str
    number: str
    state: str
    currency: str
    kinds: list[str]
    amount: Decimal = Decimal(0)
    dashboard_url: str = ""


def story_of(event: Event, now: datetime) -> dict[str, Any]:
    """Everything the event's page tells, in a fixed number of queries."""
    return {
        "participants": list(event.participants.order_by("joined_at")),
        "messages": chat_of(event, now),
        "consents": list(
            event.consents.select_related("participant", "text").order_by("answered_at", "pk")
        ),
        "survey": Survey.objects.of(event.installation_id).filter(event=event).first(),
        "credit": event_credit(event),
        "orders": order_rows(event),
        "customer_url": _dashboard_url(event, "customers", event.saleor_user_id),
        "product": product_name(event.installation, event.product_id, event.channel),
        "call_minutes": _minutes(event),
        "log": log_rows(event),
        "mails": mail_rows(event),
    }


@dataclass(frozen=True)
class MailRow:
    """A mail about the event, and the key of its label."""

    mail: Mail
    label: str


def mail_rows(event: Event) -> list[MailRow]:
    """By their time."""
    return [
        MailRow(mail, HANDED_OVER if _is_handed_over(mail, event) else mail.kind)
        for mail in mails_about(event.installation, event.pk)
    ]


def _is_handed_over(mail: Mail, event: Event) -> bool:
    """Whoever no longer holds a call is told so by the mail that takes it out of his calendar."""
    told = mail.data.get("personalShopper")
    is_cancelled = mail.kind == Notice.CANCELLED.mail_kind
    return is_cancelled and told not in (None, str(event.personal_shopper_id))


@dataclass(frozen=True)
class LogRow:
    """An entry of the log, with what it changed: times and names before and after."""

    entry: LogEntry
    starts_before: datetime | None = None
    starts_after: datetime | None = None
    person_before: str = ""
    person_after: str = ""
    reason_for_person: str = ""


def log_rows(event: Event) -> list[LogRow]:
    """Who did what, when and why; the newest first."""
    entries = LogEntry.objects.of(event.installation_id).filter(event=event)
    return [_log_row(one) for one in entries.order_by("-at", "-pk")]


def _log_row(entry: LogEntry) -> LogRow:
    times, people = entry.data.get("startsAt", {}), entry.data.get("personalShopper", {})
    chosen = entry.data.get("chosen", {})
    return LogRow(
        entry,
        starts_before=_moment(times.get("before")),
        starts_after=_moment(times.get("after")),
        person_before=people.get("before") or "",
        person_after=people.get("after") or chosen.get("personalShopper", ""),
        reason_for_person=chosen.get("reason", ""),
    )


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def order_rows(event: Event) -> list[OrderRow]:
    """The orders credited to the event, in the order in which they were placed."""
    rows: dict[str, OrderRow] = {}
    for credit in attributions_of(event):
        row = rows.setdefault(credit.order.order_id, _row(event, credit))
        row.kinds = sorted({*row.kinds, credit.kind})
        if credit.state != AttributionState.REVERSED:
            row.amount += credit.amount
            row.state = credit.state
    return list(rows.values())


def _row(event: Event, credit: Attribution) -> OrderRow:
    return OrderRow(
        order_id=credit.order.order_id,
        number=credit.order.order_number,
        state=credit.state,
        currency=credit.currency,
        kinds=[credit.kind],
        dashboard_url=_dashboard_url(event, "orders", credit.order.order_id),
    )


def _dashboard_url(event: Event, kind: str, key: str) -> str:
    """The Dashboard's page of an order or customer; empty while no Dashboard is known."""
    return dashboard_address(event.installation, f"{kind}/{quote(key, safe='')}")


def _minutes(event: Event) -> int | None:
    """How long the call lasted, rounded up; None while it has not ended or never began."""
    if event.live_at is None or event.ended_at is None:
        return None
    return max(1, -(-(event.ended_at - event.live_at) // timedelta(minutes=1)))
