"""Who takes calls: registering, changing and removing personal shoppers, and their presence."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import ports
from ..errors import DomainError
from ..installations.models import Installation
from .error_codes import ShopperErrorCode
from .models import PersonalShopper
from .selectors import is_in_a_call

DESK_WRITE_INTERVAL = timedelta(seconds=10)
NAME_LENGTH = 200
PHONE_LENGTH = 40


def add_personal_shopper(
    *, installation: Installation, email: str, name: str = "", phone: str = "", now: datetime
) -> PersonalShopper:
    """Register an active staff user of Saleor, found by email (PS-01..PS-04, PS-08).

    An empty name is filled with the name in Saleor. Raises DomainError REQUIRED, INVALID
    (also when registered already) or NOT_FOUND, and SaleorUnavailable.
    """
    if not email.strip():
        raise _refusal(ShopperErrorCode.REQUIRED, _("Please fill this in."), "email")
    _check_lengths(name, phone)
    staff = ports.saleor_api(installation).find_staff(email.strip())
    if staff is None or not staff.is_active:
        raise _refusal(
            ShopperErrorCode.NOT_FOUND,
            _("Saleor has no active staff member with this email. Invite them in Saleor first."),
            "email",
        )
    return _create(installation, staff, name=name.strip(), phone=phone.strip(), now=now)


def _create(
    installation: Installation,
    staff: ports.StaffSnapshot,
    *,
    name: str,
    phone: str,
    now: datetime,
) -> PersonalShopper:
    try:
        with transaction.atomic():
            return PersonalShopper.objects.create(
                installation=installation,
                saleor_user_id=staff.id,
                email=staff.email,
                name=name or staff.name or staff.email,
                phone=phone,
                created_at=now,
            )
    except IntegrityError:
        raise _refusal(
            ShopperErrorCode.INVALID,
            _("This staff member is a personal shopper already. Edit the entry in the list."),
            "email",
        ) from None


def update_personal_shopper(
    *, personal_shopper: PersonalShopper, name: str, phone: str = ""
) -> PersonalShopper:
    """Change name and phone (PS-10). Raises DomainError REQUIRED or INVALID."""
    if not name.strip():
        raise _refusal(ShopperErrorCode.REQUIRED, _("Please fill this in."), "name")
    _check_lengths(name, phone)
    personal_shopper.name = name.strip()
    personal_shopper.phone = phone.strip()
    personal_shopper.save(update_fields=["name", "phone"])
    return personal_shopper


def remove_personal_shopper(*, personal_shopper: PersonalShopper, now: datetime) -> None:
    """Delete the person, keep a nameless tombstone for statistics (K10). Harmless twice.

    Calls that were his and have not begun may then be taken by anybody. Raises DomainError
    ILLEGAL_STATE while he is in a call.
    """
    if personal_shopper.deleted_at is not None:
        return
    if is_in_a_call(personal_shopper):
        message = _("This person is in a call. Remove the entry when the call is over.")
        raise DomainError(ShopperErrorCode.ILLEGAL_STATE, message)
    personal_shopper.deleted_at = now
    personal_shopper.name = _("Former personal shopper")
    personal_shopper.email = personal_shopper.phone = personal_shopper.saleor_user_id = ""
    personal_shopper.is_available = False
    personal_shopper.save()
    _tell_desks(personal_shopper, now)


def set_available(*, personal_shopper: PersonalShopper, available: bool, now: datetime) -> None:
    """The toggle of DC-14."""
    personal_shopper.is_available = available
    personal_shopper.save(update_fields=["is_available"])
    _tell_desks(personal_shopper, now)


def touch_desk(*, personal_shopper: PersonalShopper, now: datetime) -> None:
    """Note that the desk is open; at most one write in ten seconds."""
    seen = personal_shopper.desk_seen_at
    if seen is not None and seen > now - DESK_WRITE_INTERVAL:
        return
    personal_shopper.desk_seen_at = now
    personal_shopper.save(update_fields=["desk_seen_at"])


def _tell_desks(personal_shopper: PersonalShopper, now: datetime) -> None:
    message = {
        "type": "shoppers.changed",
        "at": now.isoformat(),
        "data": {"personalShopper": str(personal_shopper.pk)},
    }
    installation_id = personal_shopper.installation_id
    transaction.on_commit(
        lambda: ports.room_publisher().publish_desk(installation_id, message), robust=True
    )


def _check_lengths(name: str, phone: str) -> None:
    for field, value, limit in (("name", name, NAME_LENGTH), ("phone", phone, PHONE_LENGTH)):
        if len(value.strip()) > limit:
            message = _("Use at most %(limit)d characters.") % {"limit": limit}
            raise _refusal(ShopperErrorCode.INVALID, message, field)


def _refusal(code: ShopperErrorCode, message: str, field: str) -> DomainError:
    return DomainError(code, message, field=field)
