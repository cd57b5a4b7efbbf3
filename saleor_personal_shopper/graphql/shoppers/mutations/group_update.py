"""`personalShopperGroupUpdate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import update_group
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import group_of
from ..inputs import members_given
from ..types import GroupType


@strawberry.input(name="PersonalShopperGroupUpdateInput", description="What is left out stays.")
class GroupUpdateInput:
    name: str | None = strawberry.UNSET
    members: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description="Take the place of all there are."
    )


@strawberry.type(name="PersonalShopperGroupUpdate")
class GroupUpdatePayload(Payload):
    group: GroupType | None = None


@mutation(staff_with(Module.SETTINGS))
def group_update(info: Info, id: strawberry.ID, input: GroupUpdateInput) -> GroupUpdatePayload:
    """Change a group; booked events stay with whom they are. Needs the module Settings."""
    row = update_group(group=group_of(info, id, field="id"), **members_given(input))
    return GroupUpdatePayload(group=GroupType.of(row))
