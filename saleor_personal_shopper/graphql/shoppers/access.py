"""Rows that ids name, within the shop of the staff who ask; all else is not there."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from ...core.global_ids import GlobalType
from ...core.installations.models import Module
from ...core.shoppers import selectors
from ...core.shoppers.models import Availability, BusyCalendar, Group, PersonalShopper
from ..context import Info
from ..errors import not_found, permission_denied
from ..ids import parse_id
from ..permissions import rights_of

M = TypeVar("M", bound=Model)


def personal_shopper_of(info: Info, id: str, *, field: str) -> PersonalShopper:
    """Raises DomainError NOT_FOUND."""
    rows = selectors.personal_shoppers(rights_of(info.context.actor).installation)
    return _row(rows, GlobalType.PERSONAL_SHOPPER, id, field)


def own_or_managed(info: Info, id: str | None, *, field: str) -> PersonalShopper:
    """Oneself, or whoever is named to who holds Settings.

    Raises DomainError PERMISSION_DENIED or NOT_FOUND.
    """
    rights = rights_of(info.context.actor)
    mine = rights.personal_shopper
    wanted = mine if id is None else personal_shopper_of(info, id, field=field)
    if wanted is None or (wanted != mine and not rights.may(Module.SETTINGS)):
        raise permission_denied()
    return wanted


def group_of(info: Info, id: str, *, field: str) -> Group:
    """Raises DomainError NOT_FOUND."""
    rows = selectors.groups(rights_of(info.context.actor).installation)
    return _row(rows, GlobalType.GROUP, id, field)


def availability_of(info: Info, id: str, *, field: str) -> Availability:
    """Raises DomainError NOT_FOUND."""
    rows = selectors.availabilities(rights_of(info.context.actor).installation)
    return _row(rows, GlobalType.AVAILABILITY, id, field)


def busy_calendar_of(info: Info, id: str, *, field: str) -> BusyCalendar:
    """One's own, or anybody's for who holds Settings. Raises DomainError NOT_FOUND."""
    rights = rights_of(info.context.actor)
    rows = BusyCalendar.objects.of(rights.installation)
    if not rights.may(Module.SETTINGS):
        rows = rows.filter(personal_shopper=rights.personal_shopper)
    return _row(rows, GlobalType.BUSY_CALENDAR, id, field)


def _row(rows: QuerySet[M], kind: GlobalType, id: str, field: str) -> M:
    row = rows.filter(pk=parse_id(kind, id, field=field)).first()
    if row is None:
        raise not_found(field)
    return row
