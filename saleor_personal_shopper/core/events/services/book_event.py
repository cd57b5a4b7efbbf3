"""A customer books a slot of a campaign: with a person of his choice or with anybody (AD-01)."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ...campaigns.models import Campaign
from ...campaigns.slots import Refusal
from ...shoppers.models import PersonalShopper
from .. import fields
from ..answers import clean_answers
from ..booking_locks import lock_both
from ..bookings import LogAction, SlotHold
from ..choosing import Reason, explained
from ..consents import keep_consent
from ..desk import DeskList, notify_desk
from ..diaries import Except, Host, hosts_of
from ..error_codes import EventErrorCode
from ..errors import consent_required, not_found, too_many_bookings
from ..limits import check_bookings, count_booking
from ..links import EventLinks, links_of, make_links
from ..log import customer_of, write_log
from ..mails.notices import tell_booked
from ..models import ConsentKind, Event, EventOrigin
from ..plans import Plans, plans_of
from ..states import Action, next_status
from .find_host import Choice, Wish, first_free, is_free, slot_refused

OPEN_BOOKINGS = 3
"""How many bookings that lie ahead one email address may have (S32)."""
PURPOSE = "booking"


@dataclass(frozen=True)
class Booked:
    """What was booked, now or before by the same idempotency key."""

    event: Event
    links: EventLinks


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
    email = fields.clean_email(email, is_required=True)
    draft = Event(
        installation=campaign.installation,
        origin=EventOrigin.BOOKING,
        status=next_status(None, Action.SCHEDULE),
        campaign=campaign,
        channel=campaign.channel,
        customer_name=fields.clean_text("name", name, limit=fields.NAME_LENGTH),
        customer_email=email,
        customer_phone=fields.clean_optional("phone", phone, limit=fields.PHONE_LENGTH),
        time_zone=fields.require_time_zone(time_zone),
        language=fields.clean_language(language),
        answers=clean_answers(campaign.questions, answers or {}),
        idempotency_key=_key_of(campaign, email, idempotency_key),
        saleor_user_id=saleor_user_id,
        created_at=now,
    )
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

    def take(choice: Choice) -> Booked | None:
        with transaction.atomic():
            return _take(draft, wish, choice, hosts, now)

    booked = first_free(wish, hosts, take, now=now)
    if isinstance(booked, Refusal):
        return _lost(draft, wish, hosts, booked, now)
    count_booking(draft.installation, purpose=PURPOSE, address=address)
    return booked


def _lost(
    draft: Event, wish: Wish, hosts: Sequence[Host], refusal: Refusal, now: datetime
) -> Booked:
    """The slot may have been lost to the customer himself."""
    plans = _plans(draft, now)
    if plans.repeated is not None:
        return _booked_before(draft, plans.repeated)
    _check_customer(plans, wish, hosts, now)
    wish = replace(wish, avoiding=plans.intervals)
    raise slot_refused(wish, EventErrorCode(refusal), hosts, now=now)


def hosts_to_ask(wish: Wish) -> list[Host]:
    """The campaign's hosts. Raises DomainError NOT_FOUND for a wish for somebody else."""
    hosts = hosts_of(wish.campaign, with_last_booked=wish.personal_shopper is None)
    chosen = wish.personal_shopper
    if chosen is not None and all(host.person != chosen for host in hosts):
        raise not_found()
    return hosts


def _take(
    draft: Event, wish: Wish, choice: Choice, hosts: Sequence[Host], now: datetime
) -> Booked | None:
    """Under both locks everything is looked at once more."""
    person = choice.host.person
    lock_both(person.pk, draft.installation_id, draft.customer_email)
    plans = _plans(draft, now)
    if plans.repeated is not None:
        return _booked_before(draft, plans.repeated)
    _check_customer(plans, wish, hosts, now)
    if not is_free(wish, choice.host, now=now):
        return None
    for field, value in planned(wish, person).items():
        setattr(draft, field, value)
    draft.save(force_insert=True)
    links = make_links(draft)
    keep_consent(draft, kind=ConsentKind.CALL, given=True, language=draft.language, now=now)
    data = explained(choice.host, choice.reason, choice.free)
    write_log(draft, LogAction.BOOKED, by=customer_of(draft), now=now, chosen=data)
    if wish.leaving_out.hold_id is not None:
        SlotHold.objects.of(draft.installation_id).filter(pk=wish.leaving_out.hold_id).delete()
    tell_booked(draft, now=now)
    notify_desk(draft.installation, lists=[DeskList.UPCOMING], now=now)
    return Booked(draft, links)


def _booked_before(draft: Event, key: uuid.UUID) -> Booked:
    rows = Event.objects.of(draft.installation).select_related("installation", "personal_shopper")
    event = rows.get(pk=key)
    return Booked(event, links_of(event))


def planned(wish: Wish, person: PersonalShopper) -> dict[str, Any]:
    """The fields of a booking that follow from its start and its person."""
    starts_at, ends_at = wish.interval
    blocked = wish.rules.blocked(starts_at)
    return {
        "personal_shopper": person,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "duration_minutes": (ends_at - starts_at) // timedelta(minutes=1),
        "blocked_from": blocked.starts_at,
        "blocked_until": blocked.ends_at,
    }


def _plans(draft: Event, now: datetime) -> Plans:
    return plans_of(
        draft.installation,
        draft.customer_email,
        now=now,
        idempotency_key=draft.idempotency_key,
    )


def _check_customer(plans: Plans, wish: Wish, hosts: Sequence[Host], now: datetime) -> None:
    if plans.overlap(wish.interval):
        wish = replace(wish, avoiding=plans.intervals)
        raise slot_refused(wish, EventErrorCode.ALREADY_BOOKED, hosts, now=now)
    if plans.bookings >= OPEN_BOOKINGS:
        raise too_many_bookings()


def _key_of(campaign: Campaign, email: str, key: str) -> str:
    """Keys of different customers never meet, so nobody learns of another's booking by one."""
    if not key:
        return ""
    return hashlib.sha256(f"{campaign.pk}\n{email.lower()}\n{key}".encode()).hexdigest()
