"""What the calls page lists, as its templates show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from ..core import saleor_data
from ..core.events.catalogue import product_payload
from ..core.events.mails import invitation, message_answer
from ..core.events.models import Event, EventStatus, LeftMessage
from ..core.events.reassigning import events_to_reassign
from ..core.events.searching import ARCHIVED
from ..core.events.selectors import (
    events_of,
    is_away,
    open_messages,
    opens_at,
    overseen,
    upcoming_events,
    waiting_events,
)
from ..core.installations.models import Installation
from ..core.notifications.selectors import last_mails
from .callers import Caller
from .mail_state import MailState, mail_state

OWN = "own"
ROWS_A_PAGE = 25
ROWS_SHOWN = 50
"""How many rows of a short list are shown; the heading counts all."""


@dataclass(frozen=True)
class ProductName:
    """A product of interest, as far as the shop told."""

    name: str
    thumbnail_url: str | None


@dataclass(frozen=True)
class WaitingRow:
    event: Event
    is_away: bool
    is_mine: bool
    product: ProductName | None


@dataclass(frozen=True)
class UpcomingRow:
    event: Event
    is_mine: bool
    is_far: bool
    mail: MailState | None


@dataclass(frozen=True)
class MessageRow:
    message: LeftMessage
    product: ProductName | None
    mail: MailState | None


def short_lists(caller: Caller, *, whose: str = "") -> dict[str, Any]:
    """Who waits, what is ahead, and which messages are open; with `whose` as OWN what is ahead of
    oneself alone."""
    seen, mine = overseen(caller.rights), caller.rights.personal_shopper
    installation = caller.installation
    waiting = waiting_events(installation, personal_shopper=seen)
    upcoming = upcoming_events(installation, personal_shopper=seen)
    if whose == OWN:
        upcoming = upcoming.filter(personal_shopper=mine)
    messages = open_messages(installation)
    return {
        **reassign_for(caller),
        "whose": OWN if whose == OWN else "",
        "waiting": _waiting_rows(caller, waiting[:ROWS_SHOWN]),
        "waiting_count": waiting.count(),
        "upcoming": _upcoming_rows(caller, upcoming[:ROWS_SHOWN]),
        "upcoming_count": upcoming.count(),
        "messages": _message_rows(caller, messages[:ROWS_SHOWN]),
        "messages_count": messages.count(),
    }


def to_reassign(installation: Installation, *, now: datetime) -> dict[str, Any]:
    """Events ahead of people who have left (PS-11)."""
    rows = events_to_reassign(installation, now=now)
    return {"reassign": list(rows[:ROWS_SHOWN]), "reassign_count": rows.count()}


def reassign_for(caller: Caller) -> dict[str, Any]:
    """The same for who looks after all calls, and nothing for others."""
    if overseen(caller.rights) is not None:
        return {}
    return to_reassign(caller.installation, now=caller.now)


def recent_events(
    caller: Caller, *, status: str = "", search: str = "", page: str = "1"
) -> Page[Event]:
    """One page of all events, newest first; archived ones only when asked for."""
    statuses = [status] if status in EventStatus.values else []
    events = events_of(
        caller.installation, personal_shopper=overseen(caller.rights), statuses=statuses
    ).filter(is_archived=status == ARCHIVED)
    return Paginator(_search(events, search), ROWS_A_PAGE).get_page(page)


def _search(events: QuerySet[Event], search: str) -> QuerySet[Event]:
    """Every word must stand in the customer's name or email, or the personal shopper's name."""
    for word in search.replace("\x00", "").split():
        events = events.filter(
            Q(customer_name__icontains=word)
            | Q(customer_email__icontains=word)
            | Q(personal_shopper__name__icontains=word)
        )
    return events


def _waiting_rows(caller: Caller, events: Iterable[Event]) -> list[WaitingRow]:
    return [
        WaitingRow(
            event=event,
            is_away=is_away(event, now=caller.now),
            is_mine=_is_mine(caller, event),
            product=product_name(caller.installation, event.product_id, event.channel),
        )
        for event in events
    ]


def _upcoming_rows(caller: Caller, events: Iterable[Event]) -> list[UpcomingRow]:
    rows = list(events)
    mails = last_mails(invitation.KIND, [event.pk for event in rows])
    return [
        UpcomingRow(
            event=event,
            is_mine=_is_mine(caller, event),
            is_far=_is_far(event, caller.now),
            mail=mail_state(mails.get(event.pk), now=caller.now),
        )
        for event in rows
    ]


def _is_far(event: Event, now: datetime) -> bool:
    opening = opens_at(event)
    return opening is not None and now < opening


def _message_rows(caller: Caller, messages: Iterable[LeftMessage]) -> list[MessageRow]:
    rows = list(messages)
    mails = last_mails(message_answer.KIND, [message.pk for message in rows])
    return [
        MessageRow(
            message=message,
            product=product_name(caller.installation, message.product_id, message.channel),
            mail=mail_state(mails.get(message.pk), now=caller.now),
        )
        for message in rows
    ]


def _is_mine(caller: Caller, event: Event) -> bool:
    mine = caller.rights.personal_shopper
    return mine is not None and event.personal_shopper_id == mine.pk


def product_name(installation: Installation, product_id: str, channel: str) -> ProductName | None:
    """The product of interest; None when there is none or the shop cannot say."""
    if not product_id:
        return None
    try:
        product = product_payload(installation, product_id, channel)
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
        return None
    return ProductName(product["name"], product["thumbnailUrl"]) if product else None
