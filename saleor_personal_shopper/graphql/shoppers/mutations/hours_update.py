"""`personalShopperHoursUpdate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import clear_own_hours, set_own_hours
from ...context import Info
from ...errors import Payload
from ...permissions import Audience, staff_with
from ...root_fields import mutation
from ..access import own_or_managed
from ..hours_types import HoursFields, hours_given
from ..types import PersonalShopperType


@strawberry.input(name="PersonalShopperHoursUpdateInput", description="What is left out stays.")
class HoursUpdateInput(HoursFields):
    pass


@strawberry.type(name="PersonalShopperHoursUpdate")
class HoursUpdatePayload(Payload):
    personal_shopper: PersonalShopperType | None = None


@mutation(staff_with(Module.CALLS, Module.SETTINGS))
def hours_update(
    info: Info, input: HoursUpdateInput | None, personal_shopper: strawberry.ID | None = None
) -> HoursUpdatePayload:
    """Change one's own hours or, with the module Settings, anybody's; null: none of his own."""
    row = own_or_managed(info, personal_shopper, field="personalShopper")
    if input is None:
        clear_own_hours(personal_shopper=row)
    else:
        set_own_hours(personal_shopper=row, **hours_given(input))
    return HoursUpdatePayload(personal_shopper=PersonalShopperType.of(row, Audience.STAFF))
