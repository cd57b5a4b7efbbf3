"""Staff book a call in a campaign for a customer, by telephone or across the counter (MN-05)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from ...campaigns.models import Campaign
from ...installations.models import Module
from ...shoppers.models import PersonalShopper
from ...shoppers.staff import StaffRights
from .. import fields
from ..choosing import Reason
from ..errors import not_found, permission_denied
from ..log import staff
from .booking_draft import draft_booking
from .create_event import check_duration, check_start
from .find_host import Check, Wish
from .take_slot import Booked, Terms, hosts_to_ask, take_slot


def book_for_customer(
    *,
    rights: StaffRights,
    campaign: Campaign,
    starts_at: datetime,
    name: str,
    email: str,
    phone: str = "",
    language: str = "en",
    time_zone: str = "",
    duration_minutes: int | None = None,
    personal_shopper: PersonalShopper | None = None,
    answers: Mapping[str, str] | None = None,
    idempotency_key: str = "",
    now: datetime,
) -> Booked:
    """Book whenever the personal shopper is free, or whoever works then, for any duration (AD-04).

    Personal shoppers book themselves, administrators everybody, or with nobody named whoever is
    free. No question of the campaign has to be answered; to the call's terms the customer agrees
    when he joins. `time_zone` is the customer's, the campaign's unless given. The same
    `idempotency_key` again gives the same booking.

    Raises SlotRefused with alternatives, and DomainError PERMISSION_DENIED, NOT_FOUND, REQUIRED
    or INVALID.
    """
    chosen = _host(rights, personal_shopper)
    if campaign.installation_id != rights.installation.pk or campaign.deleted_at is not None:
        raise not_found()
    start = fields.whole_moment(starts_at)
    check_start(start, now)
    draft = draft_booking(
        campaign,
        name=name,
        email=email,
        phone=phone,
        time_zone=fields.clean_time_zone(time_zone) or campaign.time_zone,
        language=language,
        answers=answers,
        asks_all=False,
        idempotency_key=idempotency_key,
        now=now,
    )
    wish = Wish(
        campaign,
        start,
        chosen,
        first_choice=(chosen, Reason.STAFF) if chosen else None,
        duration=timedelta(minutes=check_duration(duration_minutes or campaign.duration_minutes)),
        check=Check.DIARY if chosen else Check.HOURS,
    )
    return take_slot(draft, wish, hosts_to_ask(wish), Terms(staff(rights)), now=now)


def _host(rights: StaffRights, chosen: PersonalShopper | None) -> PersonalShopper | None:
    """Whom the staff user may book."""
    if not rights.may(Module.CALLS):
        raise permission_denied()
    if rights.may(Module.SETTINGS):
        return chosen
    mine = rights.personal_shopper
    if mine is None or chosen not in (None, mine):
        raise permission_denied()
    return mine
