"""Groups of personal shoppers, who attend the events of campaigns (MN-04)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...installations.models import Installation
from .. import cleaning
from ..error_codes import ShopperErrorCode
from ..models import Group, GroupMember, PersonalShopper

NAME_LENGTH = 120
NAMED = 5
"""How many campaigns a refusal names."""


class GroupInput(TypedDict, total=False):
    """The fields to change; what is left out stays. `members` are keys of personal shoppers."""

    name: str
    members: Iterable[uuid.UUID]


def create_group(
    *, installation: Installation, now: datetime, **values: Unpack[GroupInput]
) -> Group:
    """Make a group; it may be empty at first. Raises DomainErrors with REQUIRED or INVALID."""
    group = Group(installation=installation, created_at=now)
    return _save(group, values, required=("name",))


def update_group(*, group: Group, **values: Unpack[GroupInput]) -> Group:
    """Change name or members; events that are booked stay with whom they are.

    Raises DomainErrors with REQUIRED or INVALID.
    """
    return _save(group, values)


@transaction.atomic
def delete_group(*, group: Group, now: datetime) -> None:
    """Delete a group that no campaign has; harmless twice.

    Raises DomainError IN_USE naming the campaigns that have it.
    """
    rows = Group.objects.of(group.installation_id).select_for_update()
    locked = rows.get(pk=group.pk)
    refuse_in_use(locked.campaigns.filter(deleted_at=None))
    locked.members.all().delete()
    locked.deleted_at = locked.deleted_at or now
    locked.save(update_fields=["deleted_at"])


def refuse_in_use(campaigns: QuerySet[Any]) -> None:
    """Say which campaigns keep what they use from being deleted."""
    names = list(campaigns.order_by("name").values_list("name", flat=True)[: NAMED + 1])
    if not names:
        return
    listed = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    message = _("Still used by: %(campaigns)s. Choose another one there, then delete this one.")
    raise DomainError(ShopperErrorCode.IN_USE, message % {"campaigns": listed})


@transaction.atomic
def _save(group: Group, values: GroupInput, required: Iterable[str] = ()) -> Group:
    cleaners = {
        "name": cleaning.text(NAME_LENGTH, is_required=True),
        "members": lambda keys: _members(group, keys),
    }
    cleaned = cleaning.clean_form(values, cleaners, required=required)
    group.name = cleaned.get("name", group.name)
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError:
        raise name_taken() from None
    if "members" in cleaned:
        _set_members(group, cleaned["members"])
    return group


def name_taken() -> DomainError:
    message = _("There is one of this name already. Choose another name.")
    return DomainError(ShopperErrorCode.INVALID, message, field="name")


def _members(group: Group, keys: Iterable[uuid.UUID] | None) -> list[PersonalShopper]:
    wanted = set(keys or ())
    people = PersonalShopper.objects.of(group.installation_id).filter(deleted_at=None)
    found = list(people.filter(pk__in=wanted))
    if len(found) != len(wanted):
        raise cleaning.gone(_("One of the personal shoppers is not there (any more)."))
    return found


def _set_members(group: Group, people: list[PersonalShopper]) -> None:
    mine = GroupMember.objects.of(group.installation_id).filter(group=group)
    mine.exclude(personal_shopper__in=people).delete()
    GroupMember.objects.bulk_create(
        (
            GroupMember(installation_id=group.installation_id, group=group, personal_shopper=one)
            for one in people
        ),
        ignore_conflicts=True,
    )
