"""Personal shoppers in the schema."""

from __future__ import annotations

from typing import Self

import strawberry

from ...core.global_ids import GlobalType, to_global_id
from ...core.shoppers.models import PersonalShopper
from ..connections import PageInfoType


@strawberry.type(name="PersonalShopper", description="A Saleor staff user who takes calls.")
class PersonalShopperType:
    id: strawberry.ID
    name: str = strawberry.field(description="As customers see it.")
    email: str | None = strawberry.field(description="Seen by staff only.")
    phone: str | None = strawberry.field(description="Seen by staff only.")
    available: bool = strawberry.field(description="Whether he wants calls.")


@strawberry.type(name="PersonalShopperEdge")
class PersonalShopperEdge:
    node: PersonalShopperType
    cursor: str


@strawberry.type(name="PersonalShopperConnection")
class PersonalShopperConnection:
    edges: list[PersonalShopperEdge]
    page_info: PageInfoType
    total_count: int
