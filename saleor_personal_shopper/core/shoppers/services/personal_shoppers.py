"""Who takes calls: registering, changing and removing personal shoppers (PS-01..PS-11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ... import ports, saleor_data
from ...errors import DomainError
from ...installations.models import Installation
from .. import cleaning
from ..error_codes import ShopperErrorCode
from ..models import PersonalShopper, ShopperCollection
from ..selectors import is_in_a_call
from .own_hours import clear_own_hours
from .presence import tell_desks

NAME_LENGTH = 200
PHONE_LENGTH = 40
COLLECTIONS_LIMIT = 50
HIGHEST_PRIORITY = 100


class PersonalShopperInput(TypedDict, total=False):
    """The fields to change; what is left out stays. `collections` are Saleor's ids."""

    name: str
    phone: str
    languages: Sequence[str]
    priority: int
    collections: Sequence[str]


def add_personal_shopper(
    *,
    installation: Installation,
    email: str,
    now: datetime,
    **values: Unpack[PersonalShopperInput],
) -> PersonalShopper:
    """Register an active staff user of Saleor, found by email (PS-01..PS-05, PS-08).

    An empty name is filled with the name in Saleor. Raises DomainErrors with REQUIRED, INVALID
    (also when registered already) or NOT_FOUND, and SaleorUnavailable.
    """
    cleaned = cleaning.clean_form(
        {"email": email, **values},
        {**_cleaners(installation), "email": _email, "name": cleaning.text(NAME_LENGTH)},
    )
    staff = ports.saleor_api(installation).find_staff(cleaned.pop("email"))
    if staff is None or not staff.is_active:
        raise _refusal(
            ShopperErrorCode.NOT_FOUND,
            _("Saleor has no active staff member with this email. Invite them in Saleor first."),
            "email",
        )
    return _create(installation, staff, cleaned, now)


@transaction.atomic
def update_personal_shopper(
    *, personal_shopper: PersonalShopper, **values: Unpack[PersonalShopperInput]
) -> PersonalShopper:
    """Change some fields (PS-10). Raises DomainErrors, and SaleorUnavailable for collections."""
    cleaned = cleaning.clean_form(dict(values), _cleaners(personal_shopper.installation))
    _set_collections(personal_shopper, cleaned.pop("collections", None))
    for name, value in cleaned.items():
        setattr(personal_shopper, name, value)
    personal_shopper.save(update_fields=list(cleaned))
    return personal_shopper


@transaction.atomic
def remove_personal_shopper(*, personal_shopper: PersonalShopper, now: datetime) -> None:
    """Delete the person, keep a nameless tombstone for statistics (K10). Harmless twice.

    Hours, collections, groups and busy calendars go. Calls that were his and have not begun may
    then be taken by anybody, or reassigned. Raises DomainError ILLEGAL_STATE while he is in a call.
    """
    if personal_shopper.deleted_at is not None:
        return
    if is_in_a_call(personal_shopper):
        message = _("This person is in a call. Remove the entry when the call is over.")
        raise DomainError(ShopperErrorCode.ILLEGAL_STATE, message)
    for rows in ("collections", "memberships", "busy_calendars"):
        getattr(personal_shopper, rows).all().delete()
    clear_own_hours(personal_shopper=personal_shopper)
    personal_shopper.deleted_at = now
    personal_shopper.name = _("Former personal shopper")
    personal_shopper.email = personal_shopper.phone = personal_shopper.saleor_user_id = ""
    personal_shopper.avatar_url = personal_shopper.picture = ""
    personal_shopper.languages = []
    personal_shopper.is_available = False
    personal_shopper.save()
    tell_desks(personal_shopper, now)


def _create(
    installation: Installation,
    staff: saleor_data.StaffSnapshot,
    cleaned: dict[str, Any],
    now: datetime,
) -> PersonalShopper:
    collections = cleaned.pop("collections", None)
    cleaned["name"] = cleaned.get("name") or staff.name or staff.email
    try:
        with transaction.atomic():
            created = PersonalShopper.objects.create(
                installation=installation,
                saleor_user_id=staff.id,
                email=staff.email,
                avatar_url=staff.avatar_url,
                created_at=now,
                **cleaned,
            )
            _set_collections(created, collections)
            return created
    except IntegrityError:
        raise _refusal(
            ShopperErrorCode.INVALID,
            _("This staff member is a personal shopper already. Edit the entry in the list."),
            "email",
        ) from None


def _set_collections(
    personal_shopper: PersonalShopper, collections: Sequence[saleor_data.Collection] | None
) -> None:
    if collections is None:
        return
    personal_shopper.collections.all().delete()
    ShopperCollection.objects.bulk_create(
        ShopperCollection(
            installation_id=personal_shopper.installation_id,
            personal_shopper=personal_shopper,
            collection_id=one.id,
            name=one.name,
        )
        for one in collections
    )


def _cleaners(installation: Installation) -> dict[str, cleaning.Clean]:
    return {
        "name": cleaning.text(NAME_LENGTH, is_required=True),
        "phone": cleaning.text(PHONE_LENGTH),
        "languages": cleaning.languages,
        "priority": cleaning.whole_number(0, HIGHEST_PRIORITY),
        "collections": lambda value: _collections(installation, value),
    }


def _email(value: Any) -> str:
    return str(cleaning.text(254, is_required=True)(value))


def _collections(
    installation: Installation, ids: Sequence[str]
) -> Sequence[saleor_data.Collection]:
    """As Saleor calls them now."""
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return ()
    if len(wanted) > COLLECTIONS_LIMIT:
        message = _("Choose at most %(limit)d collections.") % {"limit": COLLECTIONS_LIMIT}
        raise cleaning.wrong(message)
    try:
        found = ports.saleor_api(installation).collections(ids=wanted, first=COLLECTIONS_LIMIT)
    except saleor_data.SaleorRefused:
        found = ()
    if len(found) != len(wanted):
        raise cleaning.wrong(_("One of the collections is not in the shop. Choose again."))
    return found


def _refusal(code: ShopperErrorCode, message: str, field: str) -> DomainError:
    return DomainError(code, message, field=field)
