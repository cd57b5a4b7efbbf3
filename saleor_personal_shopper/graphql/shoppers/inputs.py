"""What can be set of personal shoppers and groups."""

from __future__ import annotations

from typing import Any

import strawberry

from ...core.global_ids import GlobalType
from ..ids import parse_id
from ..inputs import given


@strawberry.input
class PersonalShopperFields:
    """What may be left out of both inputs."""

    name: str | None = strawberry.field(
        default=strawberry.UNSET, description="As customers see it; left out: as in Saleor."
    )
    phone: str | None = strawberry.UNSET
    languages: list[str] | None = strawberry.field(
        default=strawberry.UNSET, description="Two-letter codes."
    )
    priority: int | None = strawberry.field(
        default=strawberry.UNSET, description="From 0 to 100; the higher is chosen first."
    )
    collections: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description="Saleor's ids; they take the place of all there are."
    )


def members_given(value: Any) -> dict[str, Any]:
    """The fields of a group, as the core takes them. Raises DomainError NOT_FOUND."""
    found = given(value)
    if "members" in found:
        kind = GlobalType.PERSONAL_SHOPPER
        found["members"] = [parse_id(kind, one, field="members") for one in found["members"]]
    return found
