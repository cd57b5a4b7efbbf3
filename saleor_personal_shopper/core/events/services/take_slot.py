"""Taking a slot for a customer, whoever asks for it; under the locks all is looked at again."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ...campaigns.models import Campaign
from ...campaigns.slots import Refusal
from ...shoppers.models import PersonalShopper
from ..booking_locks import keep_campaign, lock_both
from ..bookings import LogAction, SlotHold
from ..choosing import explained
from ..consents import keep_consent
from ..desk import DeskList, notify_desk
from ..diaries import Host, hosts_of
from ..error_codes import EventErrorCode
from ..errors import SlotRefused, not_found, too_many_bookings
from ..links import EventLinks, links_of, make_links
from ..log import Author, write_log
from ..mails.notices import tell_booked
from ..models import ConsentKind, Event
from ..plans import Plans, plans_of
from .find_host import Choice, Wish, first_free, is_free, slot_refused


@dataclass(frozen=True)
class Booked:
    """What was booked, now or before by the same idempotency key."""

    event: Event
    links: EventLinks


@dataclass(frozen=True)
class Terms:
    """Who books, whether he agrees to the call by it, and how many bookings that lie ahead the
    customer may have."""

    author: Author
    agrees: bool = False
    most_ahead: int | None = None


def take_slot(
    draft: Event, wish: Wish, hosts: Sequence[Host], terms: Terms, *, now: datetime
) -> Booked:
    """Book the draft with the first of the hosts who is free.

    Raises SlotRefused, with alternatives, and DomainError LIMIT_REACHED.
    """

    def take(choice: Choice) -> Booked | None:
        with transaction.atomic():
            return _take(draft, wish, choice, hosts, terms, now)

    booked = first_free(wish, hosts, take, now=now)
    if isinstance(booked, Refusal):
        return _lost(draft, wish, hosts, terms, booked, now)
    return booked


def hosts_to_ask(wish: Wish) -> list[Host]:
    """The campaign's hosts. Raises DomainError NOT_FOUND for a wish for somebody else."""
    hosts = hosts_of(wish.campaign, with_last_booked=wish.personal_shopper is None)
    chosen = wish.personal_shopper
    if chosen is not None and all(host.person != chosen for host in hosts):
        raise not_found()
    return hosts


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


def own_key(campaign: Campaign, email: str, key: str) -> str:
    """Keys of different customers never meet, so nobody learns of another's booking by one."""
    if not key:
        return ""
    return hashlib.sha256(f"{campaign.pk}\n{email.lower()}\n{key}".encode()).hexdigest()


def _take(
    draft: Event, wish: Wish, choice: Choice, hosts: Sequence[Host], terms: Terms, now: datetime
) -> Booked | None:
    """Under all locks everything is looked at once more."""
    person = choice.host.person
    lock_both(person.pk, draft.installation_id, draft.customer_email)
    plans = _plans(draft, now)
    if plans.repeated is not None:
        return _booked_before(draft, plans.repeated)
    if not keep_campaign(wish.campaign.pk):
        raise SlotRefused(EventErrorCode.CAMPAIGN_CLOSED)
    _check_customer(plans, wish, hosts, terms, now)
    if not is_free(wish, choice.host, now=now):
        return None
    for field, value in planned(wish, person).items():
        setattr(draft, field, value)
    draft.save(force_insert=True)
    return _settle(draft, wish, choice, terms, now)


def _settle(draft: Event, wish: Wish, choice: Choice, terms: Terms, now: datetime) -> Booked:
    """All that a booking brings with it."""
    links = make_links(draft)
    if terms.agrees:
        keep_consent(draft, kind=ConsentKind.CALL, given=True, language=draft.language, now=now)
    data = explained(choice.host, choice.reason, choice.free)
    write_log(draft, LogAction.BOOKED, by=terms.author, now=now, chosen=data)
    if wish.leaving_out.hold_id is not None:
        SlotHold.objects.of(draft.installation_id).filter(pk=wish.leaving_out.hold_id).delete()
    tell_booked(draft, now=now)
    notify_desk(draft.installation, lists=[DeskList.UPCOMING], now=now)
    return Booked(draft, links)


def _lost(
    draft: Event, wish: Wish, hosts: Sequence[Host], terms: Terms, refusal: Refusal, now: datetime
) -> Booked:
    """The slot may have been lost to the customer himself."""
    plans = _plans(draft, now)
    if plans.repeated is not None:
        return _booked_before(draft, plans.repeated)
    _check_customer(plans, wish, hosts, terms, now)
    wish = replace(wish, avoiding=plans.intervals)
    raise slot_refused(wish, EventErrorCode(refusal), hosts, now=now)


def _booked_before(draft: Event, key: uuid.UUID) -> Booked:
    rows = Event.objects.of(draft.installation).select_related("installation", "personal_shopper")
    event = rows.get(pk=key)
    return Booked(event, links_of(event))


def _plans(draft: Event, now: datetime) -> Plans:
    return plans_of(
        draft.installation,
        draft.customer_email,
        now=now,
        idempotency_key=draft.idempotency_key,
    )


def _check_customer(
    plans: Plans, wish: Wish, hosts: Sequence[Host], terms: Terms, now: datetime
) -> None:
    if plans.overlap(wish.interval):
        wish = replace(wish, avoiding=plans.intervals)
        raise slot_refused(wish, EventErrorCode.ALREADY_BOOKED, hosts, now=now)
    if terms.most_ahead is not None and plans.bookings >= terms.most_ahead:
        raise too_many_bookings()
