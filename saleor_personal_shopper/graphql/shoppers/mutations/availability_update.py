"""`personalShopperAvailabilityUpdate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import update_availability
from ...context import Info
from ...errors import Payload
from ...permissions import staff_with
from ...root_fields import mutation
from ..access import availability_of
from ..hours_types import HoursFields, hours_given
from ..types import AvailabilityType


@strawberry.input(
    name="PersonalShopperAvailabilityUpdateInput", description="What is left out stays."
)
class AvailabilityUpdateInput(HoursFields):
    name: str | None = strawberry.UNSET


@strawberry.type(name="PersonalShopperAvailabilityUpdate")
class AvailabilityUpdatePayload(Payload):
    availability: AvailabilityType | None = None


@mutation(staff_with(Module.CAMPAIGNS, Module.SETTINGS))
def availability_update(
    info: Info, id: strawberry.ID, input: AvailabilityUpdateInput
) -> AvailabilityUpdatePayload:
    """Change an availability; booked events never move. Needs the module Campaigns or Settings."""
    row = availability_of(info, id, field="id")
    row = update_availability(availability=row, **hours_given(input))
    return AvailabilityUpdatePayload(availability=AvailabilityType.of(row))
