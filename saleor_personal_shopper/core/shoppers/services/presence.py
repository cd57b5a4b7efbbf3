"""Whether a personal shopper wants calls, and is at his desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from ... import ports
from ..models import PersonalShopper

DESK_WRITE_INTERVAL = timedelta(seconds=10)


def set_available(*, personal_shopper: PersonalShopper, available: bool, now: datetime) -> None:
    """The toggle of DC-14."""
    personal_shopper.is_available = available
    personal_shopper.save(update_fields=["is_available"])
    tell_desks(personal_shopper, now)


def touch_desk(*, personal_shopper: PersonalShopper, now: datetime) -> None:
    """Note that the desk is open; at most one write in ten seconds."""
    seen = personal_shopper.desk_seen_at
    if seen is not None and seen > now - DESK_WRITE_INTERVAL:
        return
    personal_shopper.desk_seen_at = now
    personal_shopper.save(update_fields=["desk_seen_at"])


def tell_desks(personal_shopper: PersonalShopper, now: datetime) -> None:
    """Have open desks read the list of personal shoppers again, after the transaction."""
    message = {
        "type": "shoppers.changed",
        "at": now.isoformat(),
        "data": {"personalShopper": str(personal_shopper.pk)},
    }
    installation_id = personal_shopper.installation_id
    transaction.on_commit(
        lambda: ports.room_publisher().publish_desk(installation_id, message), robust=True
    )
