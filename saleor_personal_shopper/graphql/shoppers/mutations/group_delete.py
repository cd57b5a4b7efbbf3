"""`personalShopperGroupDelete`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import delete_group
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import group_of


@strawberry.type(name="PersonalShopperGroupDelete")
class GroupDeletePayload(Payload):
    pass


@mutation(staff_with(Module.SETTINGS))
def group_delete(info: Info, id: strawberry.ID) -> GroupDeletePayload:
    """Delete a group; refused with IN_USE while a campaign has it. Needs the module Settings."""
    delete_group(group=group_of(info, id, field="id"), now=info.context.now)
    return GroupDeletePayload()
