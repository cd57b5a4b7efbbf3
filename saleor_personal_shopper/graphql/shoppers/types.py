"""Personal shoppers in the schema."""

from __future__ import annotations

from typing import Self

import strawberry

from ...core.global_ids import GlobalType, to_global_id
from ...core.shoppers.models import PersonalShopper
from ..connections import Page, PageInfoType
from ..permissions import Audience, seen_by


@strawberry.type(name="PersonalShopper", description="A Saleor staff user who takes calls.")
class PersonalShopperType:
    audience: strawberry.Private[Audience]
    id: strawberry.ID
    name: str = strawberry.field(description="As customers see it.")
    available: bool = strawberry.field(description="Whether he wants calls.")
    email: str | None = seen_by(Audience.STAFF, description="Seen by staff only.")
    phone: str | None = seen_by(Audience.STAFF, description="Seen by staff only.")

    @classmethod
    def of(cls, row: PersonalShopper, audience: Audience) -> Self:
        return cls(
            audience=audience,
            id=strawberry.ID(to_global_id(GlobalType.PERSONAL_SHOPPER, row.pk)),
            name=row.name,
            available=row.is_available,
            email=row.email,
            phone=row.phone,
        )


@strawberry.type(name="PersonalShopperEdge")
class PersonalShopperEdge:
    node: PersonalShopperType
    cursor: str


@strawberry.type(name="PersonalShopperConnection")
class PersonalShopperConnection:
    edges: list[PersonalShopperEdge]
    page_info: PageInfoType
    total_count: int

    @classmethod
    def of(cls, page: Page[PersonalShopper]) -> Self:
        edges = [
            PersonalShopperEdge(node=PersonalShopperType.of(row, Audience.STAFF), cursor=cursor)
            for cursor, row in page.rows
        ]
        return cls(edges=edges, page_info=page.info, total_count=page.total_count)
