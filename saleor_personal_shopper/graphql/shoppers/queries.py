"""Reading personal shoppers."""

from __future__ import annotations

import strawberry

from ...core.global_ids import GlobalType
from ...core.installations.models import Module
from ...core.shoppers import selectors
from ..connections import page_of
from ..context import Info
from ..errors import not_found
from ..ids import parse_id
from ..permissions import Audience, rights_of, staff_with
from ..root_fields import query
from .types import PersonalShopperConnection, PersonalShopperType


@query(staff_with(Module.CALLS, Module.SETTINGS))
def personal_shoppers(
    info: Info, first: int = 20, after: str | None = None, search: str | None = None
) -> PersonalShopperConnection:
    """Personal shoppers by name, found by name, email or phone.

    Needs the module Calls or Settings.
    """
    installation = rights_of(info.context.actor).installation
    rows = selectors.personal_shoppers(installation, search or "")
    return PersonalShopperConnection.of(page_of(rows, by="name", first=first, after=after))


@query(staff_with(Module.CALLS, Module.SETTINGS))
def personal_shopper(info: Info, id: strawberry.ID) -> PersonalShopperType | None:
    """One personal shopper. Needs the module Calls or Settings."""
    key = parse_id(GlobalType.PERSONAL_SHOPPER, id, field="id")
    installation = rights_of(info.context.actor).installation
    row = selectors.personal_shoppers(installation).filter(pk=key).first()
    if row is None:
        raise not_found("id")
    return PersonalShopperType.of(row, Audience.STAFF)
