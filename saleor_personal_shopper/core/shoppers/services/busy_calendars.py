"""Busy calendars: read-only ICS addresses whose entries make a personal shopper busy (S11)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...installations.encryption import encrypt
from ...installations.origins import split_web_address
from ..error_codes import ShopperErrorCode
from ..models import BusyCalendar, PersonalShopper

CALENDARS_LIMIT = 5
URL_LENGTH = 1000


@transaction.atomic
def add_busy_calendar(
    *, personal_shopper: PersonalShopper, url: str, now: datetime
) -> BusyCalendar:
    """Keep the private address of a calendar, and read it at once.

    Raises DomainError REQUIRED, INVALID or LIMIT_REACHED.
    """
    address, host = _address(url)
    people = PersonalShopper.objects.of(personal_shopper.installation_id).select_for_update()
    person = people.get(pk=personal_shopper.pk)
    if person.busy_calendars.count() >= CALENDARS_LIMIT:
        message = _("Keep at most %(limit)d calendars: remove one first.")
        raise DomainError(
            ShopperErrorCode.LIMIT_REACHED, message % {"limit": CALENDARS_LIMIT}, field="url"
        )
    calendar = BusyCalendar.objects.create(
        installation_id=person.installation_id,
        personal_shopper=person,
        url_encrypted=encrypt(address),
        host=host,
        due_at=now,
        created_at=now,
    )
    transaction.on_commit(_soon(calendar.pk), robust=True)
    return calendar


def remove_busy_calendar(*, calendar: BusyCalendar) -> None:
    """Forget the address and the busy times that came from it. Harmless twice."""
    BusyCalendar.objects.of(calendar.installation_id).filter(pk=calendar.pk).delete()


@transaction.atomic
def refresh_busy_calendar(*, calendar: BusyCalendar, now: datetime) -> None:
    """Have one calendar read now. Harmless twice."""
    BusyCalendar.objects.of(calendar.installation_id).filter(pk=calendar.pk).update(due_at=now)
    transaction.on_commit(_soon(calendar.pk), robust=True)


def read_again(personal_shopper: PersonalShopper) -> None:
    """Have a person's calendars read anew: whole days are meant in his zone, which changed."""
    calendars = BusyCalendar.objects.of(personal_shopper.installation_id)
    mine = calendars.filter(personal_shopper=personal_shopper)
    mine.update(etag="", due_at=timezone.now())


def _address(text: str) -> tuple[str, str]:
    """The address, and its host to be shown."""
    address = text.strip()
    if not address:
        raise DomainError(ShopperErrorCode.REQUIRED, _("Please fill this in."), field="url")
    if address.lower().startswith("webcal://"):
        address = "https://" + address[len("webcal://") :]
    try:
        host = str(split_web_address(address).hostname)
    except ValueError:
        host = ""
    if not host or len(address) > URL_LENGTH or not address.isascii():
        message = _("Paste the calendar's own address: it starts with https:// or webcal://.")
        raise DomainError(ShopperErrorCode.INVALID, message, field="url")
    return address, host[:255]


def _soon(key: uuid.UUID) -> Callable[[], None]:
    def ask() -> None:
        from ..tasks import read_busy_calendar

        read_busy_calendar.delay(str(key))

    return ask
