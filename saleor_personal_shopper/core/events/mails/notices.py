"""Which mails a booking sends to whom and when (NT-07, NT-08, NT-10, S8).

They are put into the outbox in the transaction of what causes them. What is due later is looked
at again when it is sent: whatever was changed since has put in its own. Of a private call whoever
was invited to it is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from ...campaigns.mail_words import CampaignMailKind as Kind
from ...notifications.selectors import is_mail_configured
from ...notifications.services import Draft, enqueue_mails
from ...shoppers.models import PersonalShopper
from ..models import Event, EventOrigin
from ..selectors import OPENS_BEFORE
from . import invitation, invitation_cancelled


class Notice(StrEnum):
    """What a mail about a booking tells; the same words as the kinds that campaigns can write."""

    SCHEDULED = Kind.SCHEDULED
    RESCHEDULED = Kind.RESCHEDULED
    CANCELLED = Kind.CANCELLED
    OPENS = Kind.OPENS
    REMINDER_DAY = Kind.REMINDER_DAY
    REMINDER_HOUR = Kind.REMINDER_HOUR

    @property
    def mail_kind(self) -> str:
        return f"booking-{self.lower().replace('_', '-')}"


BEFORE = {
    Notice.REMINDER_DAY: timedelta(hours=24),
    Notice.REMINDER_HOUR: timedelta(hours=1),
    Notice.OPENS: OPENS_BEFORE,
}
"""How long before the start those are sent that are due later."""
TO_HOST = frozenset({Notice.REMINDER_HOUR})
"""Of these, what the personal shopper gets too: he has many calls, and the desk."""


def tell_booked(event: Event, *, now: datetime) -> None:
    """Have both told of a new booking, and reminded."""
    _put(event, now, [*_to_customer(event, Notice.SCHEDULED), *_to_host(event, Notice.SCHEDULED)])


def tell_changed(event: Event, *, before: PersonalShopper | None, now: datetime) -> None:
    """Have them told of another time or another person; `before` held it until now."""
    if event.origin == EventOrigin.PRIVATE:
        invitation.tell_changed(event, now)
    host = event.personal_shopper
    drafts = [*_to_customer(event, Notice.RESCHEDULED)]
    if before == host:
        drafts += _to_host(event, Notice.RESCHEDULED)
    else:
        drafts += [*_to(event, Notice.CANCELLED, before), *_to_host(event, Notice.SCHEDULED)]
    _put(event, now, drafts)


def tell_cancelled(event: Event, *, now: datetime) -> None:
    """Have both told that it does not take place."""
    if event.origin == EventOrigin.PRIVATE:
        invitation_cancelled.tell_cancelled(event, now)
    drafts = [*_to_customer(event, Notice.CANCELLED), *_to_host(event, Notice.CANCELLED)]
    _put(event, now, drafts, is_over=True)


def tells_customer(event: Event) -> bool:
    """Whether the customer gets a mail when it is moved or called off."""
    if not event.customer_email or not is_mail_configured():
        return False
    if event.origin == EventOrigin.PRIVATE:
        return invitation.was_invited(event)
    campaign = event.campaign
    return event.origin == EventOrigin.BOOKING and (campaign is None or campaign.sends_mail)


def _put(event: Event, now: datetime, drafts: list[Draft], *, is_over: bool = False) -> None:
    if event.origin != EventOrigin.BOOKING or not is_mail_configured():
        return
    later = [] if is_over else _later(event, now)
    enqueue_mails(
        installation=event.installation, about=event.pk, drafts=[*drafts, *later], now=now
    )


def _later(event: Event, now: datetime) -> Iterator[Draft]:
    """Nothing whose time has passed already."""
    assert event.starts_at is not None
    for notice, before in BEFORE.items():
        due_at = event.starts_at - before
        if due_at > now:
            yield from _to_customer(event, notice, due_at)
            if notice in TO_HOST:
                yield from _to_host(event, notice, due_at)


def _to_customer(event: Event, notice: Notice, due_at: datetime | None = None) -> Iterator[Draft]:
    if event.customer_email:
        yield _draft(event, notice, event.customer_email, due_at, is_counted=due_at is None)


def _to_host(event: Event, notice: Notice, due_at: datetime | None = None) -> Iterator[Draft]:
    return _to(event, notice, event.personal_shopper, due_at)


def _to(
    event: Event, notice: Notice, person: PersonalShopper | None, due_at: datetime | None = None
) -> Iterator[Draft]:
    """Staff get as many mails as there are bookings."""
    if person is not None and person.deleted_at is None:
        yield _draft(event, notice, person.email, due_at, person=person, is_counted=False)


def _draft(
    event: Event,
    notice: Notice,
    recipient: str,
    due_at: datetime | None,
    *,
    person: PersonalShopper | None = None,
    is_counted: bool,
) -> Draft:
    data: dict[str, Any] = {"sequence": event.sequence}
    if person is not None:
        data["personalShopper"] = str(person.pk)
    reader = person.pk if person else "customer"
    return Draft(
        kind=notice.mail_kind,
        key=f"{notice.mail_kind}:{event.pk}:{event.sequence}:{reader}",
        recipient=recipient,
        data=data,
        due_at=due_at,
        is_counted=is_counted,
    )
