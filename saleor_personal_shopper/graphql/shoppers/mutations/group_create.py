"""`personalShopperGroupCreate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import create_group
from ...context import Info
from ...errors import Payload
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..inputs import members_given
from ..types import GroupType


@strawberry.input(name="PersonalShopperGroupCreateInput")
class GroupCreateInput:
    name: str
    members: list[strawberry.ID] | None = strawberry.field(
        default=strawberry.UNSET, description="Personal shoppers."
    )


@strawberry.type(name="PersonalShopperGroupCreate")
class GroupCreatePayload(Payload):
    group: GroupType | None = None


@mutation(staff_with(Module.SETTINGS))
def group_create(info: Info, input: GroupCreateInput) -> GroupCreatePayload:
    """Make a group. Needs the module Settings."""
    row = create_group(
        installation=rights_of(info.context.actor).installation,
        now=info.context.now,
        **members_given(input),
    )
    return GroupCreatePayload(group=GroupType.of(row))
