"""`personalShopperAvailabilityCreate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import create_availability
from ...context import Info
from ...errors import Payload
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..hours_types import HoursFields, hours_given
from ..types import AvailabilityType


@strawberry.input(name="PersonalShopperAvailabilityCreateInput")
class AvailabilityCreateInput(HoursFields):
    name: str
    time_zone: str = strawberry.field(description="IANA name.")


@strawberry.type(name="PersonalShopperAvailabilityCreate")
class AvailabilityCreatePayload(Payload):
    availability: AvailabilityType | None = None


@mutation(staff_with(Module.CAMPAIGNS, Module.SETTINGS))
def availability_create(info: Info, input: AvailabilityCreateInput) -> AvailabilityCreatePayload:
    """Make an availability. Needs the module Campaigns or Settings."""
    row = create_availability(
        installation=rights_of(info.context.actor).installation,
        now=info.context.now,
        **hours_given(input),
    )
    return AvailabilityCreatePayload(availability=AvailabilityType.of(row))
