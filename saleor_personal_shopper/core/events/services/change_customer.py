"""Putting right whom an event is for: name, addresses, language (MN-05)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...shoppers.intervals import Interval
from ...shoppers.staff import StaffRights
from .. import fields
from ..booking_locks import lock_customer
from ..bookings import LogAction
from ..changes import lock_event, update
from ..desk import DeskList, notify_desk
from ..error_codes import EventErrorCode
from ..errors import require_open
from ..log import staff, write_log
from ..mails.notices import tell_changed
from ..models import Event
from ..plans import plans_of
from ..selectors import event_for


@transaction.atomic
def change_customer(
    *,
    event: Event,
    rights: StaffRights,
    name: str,
    email: str,
    phone: str = "",
    language: str = "",
    now: datetime,
) -> Event:
    """Change what is known of the customer while the event is open. Harmless twice.

    A new email address gets the mail of the booking, with its calendar entry and the link to
    manage it; the old one gets nothing any more. Raises DomainError REQUIRED, INVALID,
    ALREADY_BOOKED, ENDED, CANCELLED or EXPIRED, or as `event_for`.
    """
    event = event_for(rights, event.pk)
    values = {
        "customer_name": fields.clean_text("name", name, limit=fields.NAME_LENGTH),
        "customer_email": fields.clean_email(email, is_required=True),
        "customer_phone": fields.clean_optional("phone", phone, limit=fields.PHONE_LENGTH),
        "language": fields.clean_language(language or event.language),
    }
    lock_customer(event.installation_id, values["customer_email"])
    event = lock_event(event.pk, event.installation_id)
    require_open(event)
    changes: dict[str, Any] = {
        field: value for field, value in values.items() if getattr(event, field) != value
    }
    if changes:
        _change(event, rights, changes, now)
    return event


def _change(event: Event, rights: StaffRights, changes: dict[str, Any], now: datetime) -> None:
    has_moved = "customer_email" in changes
    if has_moved:
        _refuse_overlap(event, changes["customer_email"], now)
        changes["sequence"] = event.sequence + 1
    update(event, **changes)
    if has_moved:
        tell_changed(event, before=event.personal_shopper, now=now)
    names = sorted(name.removeprefix("customer_") for name in changes if name != "sequence")
    write_log(event, LogAction.CHANGED, by=staff(rights), now=now, fields=names)
    notify_desk(event.installation, lists=[DeskList.WAITING, DeskList.UPCOMING], now=now)


def _refuse_overlap(event: Event, email: str, now: datetime) -> None:
    if event.starts_at is None or event.ends_at is None:
        return
    plans = plans_of(event.installation, email, now=now, leaving_out=event.pk)
    if plans.overlap(Interval(event.starts_at, event.ends_at)):
        message = _("Whoever has this address has another call at that time.")
        raise DomainError(EventErrorCode.ALREADY_BOOKED, message, field="email")
