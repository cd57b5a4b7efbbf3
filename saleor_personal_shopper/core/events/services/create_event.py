"""A private call, made by staff for one customer: now or at a date (DC-02..DC-12, DC-20)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...installations.models import Module
from ...notifications.services import require_mail
from ...shoppers.models import PersonalShopper
from ...shoppers.staff import StaffRights
from .. import fields
from ..booking_locks import lock_person
from ..catalogue import check_channel
from ..desk import DeskList, notify_desk
from ..error_codes import EventErrorCode
from ..errors import invalid, not_found, permission_denied
from ..links import make_links
from ..mails.invitation import invite
from ..models import BOOKED, Event, EventOrigin
from ..states import Action, next_status

DEFAULT_DURATION = 30
SHORTEST_MINUTES = 5
LONGEST_MINUTES = 480
PAST_TOLERANCE = timedelta(minutes=1)
FURTHEST = timedelta(days=366)


def create_event(
    *,
    rights: StaffRights,
    name: str,
    email: str,
    phone: str = "",
    product_id: str = "",
    channel: str,
    starts_at: datetime | None = None,
    duration_minutes: int | None = None,
    personal_shopper: PersonalShopper | None = None,
    language: str = "en",
    time_zone: str = "",
    send_invitation: bool = False,
    now: datetime,
) -> Event:
    """Make a call with its two links; without `starts_at` it is for now.

    Only administrators may make one for somebody else (`personal_shopper`). `time_zone` is the
    IANA zone in which mail tells the date. Raises DomainError PERMISSION_DENIED, NOT_FOUND,
    REQUIRED or INVALID; with `send_invitation` also MAIL_NOT_CONFIGURED or RATE_LIMITED.
    """
    if send_invitation:
        require_mail()
    owner = _owner(rights, personal_shopper)
    check_start(starts_at, now)
    minutes = check_duration(duration_minutes or DEFAULT_DURATION)
    values = {
        "customer_name": fields.clean_text("name", name, limit=fields.NAME_LENGTH),
        "customer_email": fields.clean_email(email, is_required=True),
        "customer_phone": fields.clean_optional("phone", phone, limit=fields.PHONE_LENGTH),
        "product_id": fields.clean_optional("product", product_id, limit=fields.ID_LENGTH),
        "language": fields.clean_language(language),
        "time_zone": fields.clean_time_zone(time_zone),
    }
    known_channel = check_channel(rights.installation, channel)
    with transaction.atomic():
        refuse_double_booking(owner, starts_at, minutes, now=now)
        event = Event.objects.create(
            installation=rights.installation,
            status=next_status(None, Action.SCHEDULE),
            origin=EventOrigin.PRIVATE,
            channel=known_channel,
            personal_shopper=owner,
            created_at=now,
            **span(starts_at or now, minutes),
            **values,
        )
        make_links(event)
        if send_invitation:
            invite(event, now)
        notify_desk(rights.installation, lists=[DeskList.UPCOMING], now=now)
    return event


def check_start(starts_at: datetime | None, now: datetime) -> None:
    """Refuse a date in the past or more than a year ahead."""
    if starts_at is None:
        return
    if starts_at.tzinfo is None:
        raise invalid("startsAt", _("Give the time zone with the date, as in 2030-01-31T15:00Z."))
    if not now - PAST_TOLERANCE <= starts_at <= now + FURTHEST:
        raise invalid("startsAt", _("Choose a date from now until one year ahead."))


def check_duration(minutes: int) -> int:
    """The duration, if it is between 5 minutes and 8 hours."""
    if not SHORTEST_MINUTES <= minutes <= LONGEST_MINUTES:
        message = _("Choose between %(least)d and %(most)d minutes.")
        limits = {"least": SHORTEST_MINUTES, "most": LONGEST_MINUTES}
        raise invalid("durationMinutes", message % limits)
    return minutes


def span(starts_at: datetime, minutes: int) -> dict[str, Any]:
    """The fields of a private call that follow from its start and its duration."""
    ends_at = starts_at + timedelta(minutes=minutes)
    return {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "duration_minutes": minutes,
        "blocked_from": starts_at,
        "blocked_until": ends_at,
    }


def refuse_double_booking(
    person: PersonalShopper,
    starts_at: datetime | None,
    minutes: int,
    *,
    now: datetime,
    leaving_out: uuid.UUID | None = None,
) -> None:
    """Keep a private call that is planned off the bookings of its personal shopper.

    A call for now is his own affair. To be called in the transaction that makes or moves it.
    Raises DomainError SLOT_TAKEN.
    """
    if starts_at is None or starts_at <= now:
        return
    lock_person(person.pk)
    booked = Event.objects.of(person.installation_id).filter(
        BOOKED,
        personal_shopper=person,
        blocked_from__lt=starts_at + timedelta(minutes=minutes),
        blocked_until__gt=starts_at,
    )
    if any(one != leaving_out for one in booked.values_list("pk", flat=True)):
        raise DomainError(
            EventErrorCode.SLOT_TAKEN,
            _("%(name)s is booked at that time. Choose another one.") % {"name": person.name},
            field="startsAt",
        )


def _owner(rights: StaffRights, chosen: PersonalShopper | None) -> PersonalShopper:
    if not rights.may(Module.CALLS):
        raise permission_denied()
    mine = rights.personal_shopper
    if chosen is not None and chosen.installation_id != rights.installation.pk:
        raise not_found()
    if chosen is not None and chosen != mine and not rights.may(Module.SETTINGS):
        raise permission_denied()
    owner = chosen or mine
    if owner is None:
        raise DomainError(
            EventErrorCode.PERMISSION_DENIED,
            _(
                "Only a personal shopper can make calls. Register yourself in Settings first, "
                "or choose who is to hold the call."
            ),
            field="personalShopper",
        )
    return owner
