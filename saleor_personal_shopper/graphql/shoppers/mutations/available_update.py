"""`personalShopperAvailableUpdate`."""

from __future__ import annotations

import strawberry

from ....core.installations.models import Module
from ....core.shoppers.services import set_available
from ...context import Info
from ...errors import Payload, permission_denied
from ...permissions import Audience, rights_of, staff_with
from ...root_fields import mutation
from ..types import PersonalShopperType


@strawberry.type(name="PersonalShopperAvailableUpdate")
class AvailableUpdatePayload(Payload):
    personal_shopper: PersonalShopperType | None = None


@mutation(staff_with(Module.CALLS))
def available_update(info: Info, available: bool) -> AvailableUpdatePayload:
    """Say whether one wants calls, as a personal shopper."""
    shopper = rights_of(info.context.actor).personal_shopper
    if shopper is None:
        raise permission_denied()
    set_available(personal_shopper=shopper, available=available, now=info.context.now)
    return AvailableUpdatePayload(personal_shopper=PersonalShopperType.of(shopper, Audience.STAFF))
