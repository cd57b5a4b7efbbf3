"""Keeping a slot for five minutes while the form is filled; booking needs none."""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction

from ...campaigns.models import Campaign
from ...shoppers.models import PersonalShopper
from .. import fields
from ..booking_locks import lock_person
from ..bookings import SlotHold
from ..diaries import Except
from ..limits import check_bookings, count_booking
from .find_host import Choice, Wish, is_free, with_first_free
from .take_slot import hosts_to_ask

HELD = timedelta(minutes=5)
PURPOSE = "hold"


def hold_slot(
    *,
    campaign: Campaign,
    starts_at: datetime,
    personal_shopper: PersonalShopper | None = None,
    device_key: str = "",
    address: str = "",
    now: datetime,
) -> SlotHold:
    """Keep a slot from others. A device keeps one at a time: its earlier hold ends.

    `device_key` is a secret of the asking device, `address` its network address. Raises
    SlotRefused with alternatives, and DomainError INVALID, NOT_FOUND or RATE_LIMITED.
    """
    check_bookings(campaign.installation, purpose=PURPOSE, address=address)
    key = fields.clean_optional("device", device_key, limit=fields.ID_LENGTH)
    earlier = SlotHold.objects.of(campaign.installation_id).filter(key=key).first() if key else None
    leaving_out = Except(hold_id=earlier.pk if earlier else None)
    start = fields.whole_moment(starts_at)
    wish = Wish(campaign, start, personal_shopper, leaving_out=leaving_out)

    def take(choice: Choice) -> SlotHold | None:
        with transaction.atomic():
            return _take(wish, choice, key or secrets.token_urlsafe(16), now)

    held = with_first_free(wish, hosts_to_ask(wish), take, now=now)
    count_booking(campaign.installation, purpose=PURPOSE, address=address)
    return held


def _take(wish: Wish, choice: Choice, key: str, now: datetime) -> SlotHold | None:
    person, campaign = choice.host.person, wish.campaign
    lock_person(person.pk)
    if not is_free(wish, choice.host, now=now):
        return None
    blocked = wish.rules.blocked(wish.starts_at)
    values = {
        "campaign": campaign,
        "personal_shopper": person,
        "starts_at": wish.starts_at,
        "blocked_from": blocked.starts_at,
        "blocked_until": blocked.ends_at,
        "expires_at": now + HELD,
    }
    held, _created = SlotHold.objects.of(campaign.installation_id).update_or_create(
        key=key, defaults=values, create_defaults={"installation": campaign.installation, **values}
    )
    return held


def release_hold(*, hold_id: uuid.UUID) -> None:
    """End a hold before its time. Harmless twice, and for what is no hold."""
    SlotHold.objects.across_installations().filter(pk=hold_id).delete()


def sweep_holds(*, now: datetime) -> int:
    """Delete the holds that have ended; gives how many."""
    return SlotHold.objects.across_installations().filter(expires_at__lte=now).delete()[0]
