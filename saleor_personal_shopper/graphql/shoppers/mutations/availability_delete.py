"""`personalShopperAvailabilityDelete`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import delete_availability
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import availability_of


@strawberry.type(name="PersonalShopperAvailabilityDelete")
class AvailabilityDeletePayload(Payload):
    pass


@mutation(staff_with(Module.CAMPAIGNS, Module.SETTINGS))
def availability_delete(info: Info, id: strawberry.ID) -> AvailabilityDeletePayload:
    """Delete an availability; refused with IN_USE while a campaign has it.

    Needs the module Campaigns or Settings.
    """
    delete_availability(availability=availability_of(info, id, field="id"))
    return AvailabilityDeletePayload()
