"""Handing an event that has not begun to another personal shopper (S6); its time stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...shoppers.models import PersonalShopper
from ...shoppers.staff import StaffRights
from .. import fields
from ..booking_locks import lock_person
from ..bookings import LogAction
from ..changes import actor_json, empty_seats_of, lock_event, update
from ..choosing import Reason, explained
from ..desk import DeskList, notify_desk
from ..diaries import Except, Host, host_of, hosts_of
from ..error_codes import EventErrorCode
from ..errors import SlotRefused, illegal_state, not_found, require_open
from ..log import staff, write_log
from ..mails.notices import tell_changed
from ..models import Event, EventOrigin, EventStatus
from ..room import post
from ..selectors import event_for
from .create_event import refuse_double_booking
from .find_host import Check, Choice, Wish, is_free, with_first_free

HANDED_OVER = frozenset({EventStatus.SCHEDULED, EventStatus.WAITING})


def reassign_event(
    *,
    event: Event,
    rights: StaffRights,
    personal_shopper: PersonalShopper | None = None,
    reason: str = "",
    now: datetime,
) -> Event:
    """Give a booking or a planned private call to somebody who is free then. Harmless twice.

    Without `personal_shopper` a booking goes to whoever of the campaign's group has hours then,
    as if it were booked now. Raises DomainError SLOT_TAKEN, OUTSIDE_AVAILABILITY, ILLEGAL_STATE,
    NOT_FOUND, REQUIRED, ENDED, CANCELLED or EXPIRED, or as `event_for`.
    """
    event = event_for(rights, event.pk)
    note = fields.clean_optional("reason", reason, limit=fields.COMMENT_LENGTH)
    require_open(event)
    if event.starts_at is None or event.status not in HANDED_OVER:
        raise illegal_state()
    chosen = _host(event, personal_shopper)
    if chosen is not None and chosen.person == event.personal_shopper:
        return event
    if event.origin == EventOrigin.BOOKING and event.campaign is not None:
        return _hand_booking_over(event, rights, chosen, note, now)
    if chosen is None:
        message = _("Choose who is to hold the call.")
        raise DomainError(EventErrorCode.REQUIRED, message, field="personalShopper")
    with transaction.atomic():
        refuse_double_booking(chosen.person, event.starts_at, event.duration_minutes, now=now)
        return _hand_over(event, rights, Choice(chosen, Reason.STAFF, [chosen]), note, now)


def _host(event: Event, personal_shopper: PersonalShopper | None) -> Host | None:
    if personal_shopper is None:
        return None
    host = host_of(personal_shopper)
    if host is None or personal_shopper.installation_id != event.installation_id:
        raise not_found()
    return host


def _hand_booking_over(
    event: Event, rights: StaffRights, chosen: Host | None, note: str, now: datetime
) -> Event:
    assert event.campaign is not None and event.starts_at is not None
    person = chosen.person if chosen else None
    wish = Wish(
        event.campaign,
        event.starts_at,
        person,
        first_choice=(person, Reason.STAFF) if person else None,
        duration=timedelta(minutes=event.duration_minutes),
        check=Check.DIARY if chosen else Check.HOURS,
        leaving_out=Except(event_id=event.pk),
    )

    def take(choice: Choice) -> Event | None:
        with transaction.atomic():
            lock_person(choice.host.person.pk)
            if not is_free(wish, choice.host, now=now):
                return None
            return _hand_over(event, rights, choice, note, now)

    try:
        return with_first_free(wish, [chosen] if chosen else _colleagues(event), take, now=now)
    except SlotRefused as error:
        message = _("Nobody is free at that time. Choose somebody else, or move the call first.")
        raise DomainError(error.code, message, field="personalShopper") from error


def _colleagues(event: Event) -> list[Host]:
    assert event.campaign is not None
    hosts = hosts_of(event.campaign, with_last_booked=True)
    return [host for host in hosts if host.person != event.personal_shopper]


def _hand_over(
    event: Event, rights: StaffRights, choice: Choice, note: str, now: datetime
) -> Event:
    """To be called with the new person's diary locked."""
    event = lock_event(event.pk, event.installation_id)
    if event.status not in HANDED_OVER:
        raise illegal_state()
    before, person = event.personal_shopper, choice.host.person
    if before is not None:
        empty_seats_of(event, before, now=now)
    update(event, personal_shopper=person, sequence=event.sequence + 1)
    tell_changed(event, before=before, now=now)
    by = actor_json(rights, event)
    post(event=event, type="event.status", data={"status": event.status, "by": by}, now=now)
    chosen = explained(choice.host, choice.reason, choice.free)
    names = {"before": before and before.name, "after": person.name}
    write_log(
        event,
        LogAction.REASSIGNED,
        by=staff(rights),
        now=now,
        reason=note,
        personalShopper=names,
        chosen=chosen,
    )
    notify_desk(event.installation, lists=[DeskList.WAITING, DeskList.UPCOMING], now=now)
    return event
