"""Giving an event another time: by staff, or by the customer who booked it (S6)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from ...shoppers.models import PersonalShopper
from ...shoppers.staff import StaffRights
from .. import fields
from ..booking_locks import lock_both
from ..bookings import LogAction
from ..changes import Customer, actor_json, empty_seat, empty_seats_of, lock_event, move
from ..choosing import Reason, explained
from ..diaries import Except, Host, host_of, hosts_of
from ..error_codes import EventErrorCode
from ..errors import illegal_state, not_found, permission_denied, require_open
from ..log import author_of, write_log
from ..mails.notices import tell_changed
from ..models import Event, EventOrigin, EventStatus, Participant, ParticipantRole
from ..plans import plans_of
from ..serialize import Json
from ..states import Action
from .create_event import check_duration, check_start, refuse_double_booking, span
from .end_event import check_may_change
from .find_host import Check, Choice, Wish, is_free, slot_refused, with_first_free
from .take_slot import planned

MOVABLE = frozenset({EventStatus.SCHEDULED, EventStatus.WAITING})


def reschedule_event(
    *,
    event: Event,
    actor: StaffRights | Customer,
    starts_at: datetime,
    duration_minutes: int | None = None,
    time_zone: str = "",
    any_personal_shopper: bool = False,
    personal_shopper: PersonalShopper | None = None,
    reason: str = "",
    now: datetime,
) -> Event:
    """Give an event that is not live another date; its links stay, and so does the zone in which
    mail tells the date, unless `time_zone` names another. Harmless twice.

    A booking stays with its personal shopper or, with `any_personal_shopper`, goes to whoever is
    free then. Customers keep to the campaign's rules and its duration; staff may move a booking to
    wherever its person is free, and at once to another `personal_shopper`. A customer who waits
    already is sent back before the door.

    Raises SlotRefused with alternatives, DomainError INVALID, SLOT_TAKEN, NOT_FOUND,
    ILLEGAL_STATE, ENDED, CANCELLED or EXPIRED, or as `event_for`.
    """
    check_may_change(event, actor)
    start = fields.whole_moment(starts_at)
    if isinstance(actor, StaffRights):
        check_start(start, now)
        minutes = check_duration(duration_minutes or event.duration_minutes)
    else:
        minutes = event.duration_minutes
    zone = fields.clean_time_zone(time_zone)
    require_open(event)
    person = _person(event, actor, personal_shopper)
    if event.origin == EventOrigin.PRIVATE:
        if not isinstance(actor, StaffRights):
            raise permission_denied()
        return _move_private(event, actor, person, start, minutes, zone, now)
    if event.origin != EventOrigin.BOOKING or event.campaign is None:
        raise illegal_state()
    is_there = (event.starts_at, event.duration_minutes) == (start, minutes)
    if is_there and person == event.personal_shopper and event.is_ahead:
        return event
    wish = _wish(event, actor, person, start, minutes, is_any=any_personal_shopper, now=now)
    return _move_booking(event, actor, wish, zone, reason, now)


def _person(
    event: Event, actor: StaffRights | Customer, chosen: PersonalShopper | None
) -> PersonalShopper | None:
    """Who is to hold it. Raises DomainError NOT_FOUND for whom the actor cannot name."""
    if chosen is None or chosen == event.personal_shopper:
        return event.personal_shopper
    if not isinstance(actor, StaffRights) or chosen.installation_id != event.installation_id:
        raise not_found()
    if host_of(chosen) is None:
        raise not_found()
    return chosen


@transaction.atomic
def _move_private(
    event: Event,
    rights: StaffRights,
    person: PersonalShopper | None,
    start: datetime,
    minutes: int,
    zone: str,
    now: datetime,
) -> Event:
    if person is not None:
        refuse_double_booking(person, start, minutes, now=now, leaving_out=event.pk)
    event = lock_event(event.pk, event.installation_id)
    require_open(event)
    by, before, host = actor_json(rights, event), event.starts_at, event.personal_shopper
    _move(event, by, now, zone=zone, personal_shopper=person, **span(start, minutes))
    tell_changed(event, before=host, now=now)
    _log(event, before, by, "", now, **_people(host, person))
    return event


def _wish(
    event: Event,
    actor: StaffRights | Customer,
    person: PersonalShopper | None,
    start: datetime,
    minutes: int,
    *,
    is_any: bool,
    now: datetime,
) -> Wish:
    assert event.campaign is not None
    reason = Reason.SAME_PERSON if person == event.personal_shopper else Reason.STAFF
    plans = plans_of(event.installation, event.customer_email, now=now, leaving_out=event.pk)
    return Wish(
        event.campaign,
        start,
        personal_shopper=None if is_any else person,
        first_choice=(person, reason) if person else None,
        duration=timedelta(minutes=minutes),
        check=Check.DIARY if isinstance(actor, StaffRights) else Check.RULES,
        leaving_out=Except(event_id=event.pk),
        avoiding=plans.intervals,
    )


def _move_booking(
    event: Event,
    actor: StaffRights | Customer,
    wish: Wish,
    zone: str,
    reason: str,
    now: datetime,
) -> Event:
    note = fields.clean_optional("reason", reason, limit=fields.COMMENT_LENGTH)
    hosts = _hosts(event, wish)

    def take(choice: Choice) -> Event | None:
        with transaction.atomic():
            return _take(event, actor, wish, choice, zone, note, now)

    _check_customer(event, wish, hosts, now)
    return with_first_free(wish, hosts, take, now=now)


def _hosts(event: Event, wish: Wish) -> list[Host]:
    """Those of the campaign, and whoever has it or is to have it, even if he is none of them."""
    hosts = hosts_of(wish.campaign, with_last_booked=wish.personal_shopper is None)
    person = wish.personal_shopper or event.personal_shopper
    if person is None or any(host.person == person for host in hosts):
        return hosts
    mine = host_of(person)
    return [mine, *hosts] if mine is not None else hosts


def _take(
    event: Event,
    actor: StaffRights | Customer,
    wish: Wish,
    choice: Choice,
    zone: str,
    note: str,
    now: datetime,
) -> Event | None:
    person = choice.host.person
    lock_both(person.pk, event.installation_id, event.customer_email)
    event = lock_event(event.pk, event.installation_id)
    require_open(event)
    if choice.reason == Reason.SAME_PERSON and event.personal_shopper != person:
        return None  # handed over meanwhile: whoever asked did not know
    _check_customer(event, wish, [choice.host], now)
    if not is_free(wish, choice.host, now=now):
        return None
    by, before, host = actor_json(actor, event), event.starts_at, event.personal_shopper
    _move(event, by, now, zone=zone, **planned(wish, person))
    tell_changed(event, before=host, now=now)
    chosen = explained(choice.host, choice.reason, choice.free)
    _log(event, before, by, note, now, chosen=chosen, **_people(host, person))
    return event


def _people(before: PersonalShopper | None, after: PersonalShopper | None) -> dict[str, Any]:
    """For the log, where another person holds it now."""
    if before == after:
        return {}
    names = {"before": before and before.name, "after": after and after.name}
    return {"personalShopper": names}


def _check_customer(event: Event, wish: Wish, hosts: list[Host], now: datetime) -> None:
    plans = plans_of(event.installation, event.customer_email, now=now, leaving_out=event.pk)
    if plans.overlap(wish.interval):
        raise slot_refused(wish, EventErrorCode.ALREADY_BOOKED, hosts, now=now)


def _move(event: Event, by: Json, now: datetime, *, zone: str, **planned: object) -> None:
    """To be called with the event locked. Raises DomainError ILLEGAL_STATE."""
    if event.status not in MOVABLE:
        raise illegal_state()
    customer = Participant.objects.of(event.installation_id).filter(
        event=event, role=ParticipantRole.CUSTOMER, left_at=None
    )
    for seat in customer:
        empty_seat(event, seat, now=now)
    before = event.personal_shopper
    if before is not None and planned.get("personal_shopper", before) != before:
        empty_seats_of(event, before, now=now)
    changes: dict[str, Any] = {
        **planned,
        "time_zone": zone or event.time_zone,
        "sequence": event.sequence + 1,
    }
    move(event, Action.SCHEDULE, now=now, by=by, queued_at=None, **changes)


def _log(
    event: Event,
    before: datetime | None,
    by: Json,
    reason: str,
    now: datetime,
    **data: Any,
) -> None:
    assert event.starts_at is not None
    data["startsAt"] = {
        "before": before and before.isoformat(),
        "after": event.starts_at.isoformat(),
    }
    write_log(event, LogAction.RESCHEDULED, by=author_of(by), now=now, reason=reason, **data)
