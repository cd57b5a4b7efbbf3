"""A customer books a slot of a campaign: with a person of his choice or with anybody (AD-01)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from ...campaigns.models import Campaign
from ...shoppers.models import PersonalShopper
from .. import fields
from ..bookings import SlotHold
from ..choosing import Reason
from ..diaries import Except
from ..errors import consent_required
from ..limits import check_bookings, count_booking
from ..log import customer_of
from ..models import Event
from .booking_draft import draft_booking
from .find_host import Wish
from .take_slot import Booked, Terms, hosts_to_ask, take_slot

OPEN_BOOKINGS = 3
"""How many bookings that lie ahead one email address may have (S32)."""
PURPOSE = "booking"


def book_event(
    *,
    campaign: Campaign,
    starts_at: datetime,
    name: str,
    email: str,
    time_zone: str,
    consent: bool,
    personal_shopper: PersonalShopper | None = None,
    phone: str = "",
    language: str = "en",
    answers: Mapping[str, str] | None = None,
    idempotency_key: str = "",
    hold_id: uuid.UUID | None = None,
    address: str = "",
    saleor_user_id: str = "",
    now: datetime,
) -> Booked:
    """Book; the same `idempotency_key` again gives the same booking.

    `hold_id` names the customer's own hold, which ends with it; `address` is his network address.
    Raises SlotRefused, with alternatives, for a start that cannot be had, and DomainError
    CONSENT_REQUIRED, REQUIRED, INVALID, NOT_FOUND, LIMIT_REACHED or RATE_LIMITED.
    """
    if not consent:
        raise consent_required()
    draft = draft_booking(
        campaign,
        name=name,
        email=email,
        phone=phone,
        time_zone=time_zone,
        language=language,
        answers=answers,
        asks_all=True,
        idempotency_key=idempotency_key,
        now=now,
    )
    draft.saleor_user_id = saleor_user_id
    start = fields.whole_moment(starts_at)
    held = _held(campaign, hold_id, now)
    wish = Wish(
        campaign,
        start,
        personal_shopper,
        first_choice=(held.personal_shopper, Reason.HELD) if held else None,
        leaving_out=Except(hold_id=held.pk if held else None),
    )
    return _book(draft, wish, address, now)


def _held(campaign: Campaign, hold_id: uuid.UUID | None, now: datetime) -> SlotHold | None:
    if hold_id is None:
        return None
    holds = SlotHold.objects.of(campaign.installation_id).select_related("personal_shopper")
    return holds.filter(pk=hold_id, campaign=campaign, expires_at__gt=now).first()


def _book(draft: Event, wish: Wish, address: str, now: datetime) -> Booked:
    hosts = hosts_to_ask(wish)
    check_bookings(draft.installation, purpose=PURPOSE, address=address)
    terms = Terms(customer_of(draft), agrees=True, most_ahead=OPEN_BOOKINGS)
    booked = take_slot(draft, wish, hosts, terms, now=now)
    count_booking(draft.installation, purpose=PURPOSE, address=address)
    return booked
