"""Reading personal shoppers, groups and availabilities."""

from __future__ import annotations

import strawberry

from ...core.installations.models import Module
from ...core.shoppers import selectors
from ..connections import page_of
from ..context import Info
from ..permissions import Audience, rights_of, staff_with
from ..root_fields import query
from .access import availability_of, group_of, personal_shopper_of
from .types import (
    AvailabilityConnection,
    AvailabilityType,
    GroupConnection,
    GroupType,
    PersonalShopperConnection,
    PersonalShopperType,
)


@query(staff_with(Module.CALLS, Module.SETTINGS))
def personal_shoppers(
    info: Info, first: int = 20, after: str | None = None, search: str | None = None
) -> PersonalShopperConnection:
    """Personal shoppers by name; found by name, email, phone, collection, or by a product that
    one of their collections holds.

    Needs the module Calls or Settings.
    """
    installation = rights_of(info.context.actor).installation
    rows = selectors.search_personal_shoppers(installation, search or "")
    return PersonalShopperConnection.of(page_of(rows, by="name", first=first, after=after))


@query(staff_with(Module.CALLS, Module.SETTINGS))
def personal_shopper(info: Info, id: strawberry.ID) -> PersonalShopperType | None:
    """One personal shopper. Needs the module Calls or Settings."""
    row = personal_shopper_of(info, id, field="id")
    return PersonalShopperType.of(row, Audience.STAFF)


@query(staff_with(Module.CAMPAIGNS, Module.SETTINGS))
def groups(
    info: Info, first: int = 20, after: str | None = None, search: str | None = None
) -> GroupConnection:
    """Groups by name. Needs the module Campaigns or Settings."""
    installation = rights_of(info.context.actor).installation
    rows = selectors.groups(installation, search or "")
    return GroupConnection.of(page_of(rows, by="name", first=first, after=after))


@query(staff_with(Module.CAMPAIGNS, Module.SETTINGS))
def group(info: Info, id: strawberry.ID) -> GroupType | None:
    """One group. Needs the module Campaigns or Settings."""
    return GroupType.of(group_of(info, id, field="id"))


@query(staff_with(Module.CAMPAIGNS, Module.SETTINGS))
def availabilities(
    info: Info, first: int = 20, after: str | None = None, search: str | None = None
) -> AvailabilityConnection:
    """Availabilities by name. Needs the module Campaigns or Settings."""
    installation = rights_of(info.context.actor).installation
    rows = selectors.availabilities(installation, search or "")
    return AvailabilityConnection.of(page_of(rows, by="name", first=first, after=after))


@query(staff_with(Module.CAMPAIGNS, Module.SETTINGS))
def availability(info: Info, id: strawberry.ID) -> AvailabilityType | None:
    """One availability. Needs the module Campaigns or Settings."""
    return AvailabilityType.of(availability_of(info, id, field="id"))
