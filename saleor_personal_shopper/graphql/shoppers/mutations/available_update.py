"""`personalShopperAvailableUpdate`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import PersonalShopperType

@strawberry.type(name="PersonalShopperAvailableUpdate")
class AvailableUpdatePayload(Payload):
    personal_shopper: PersonalShopperType | None = None

@mutation
async def available_update(available: bool) -> AvailableUpdatePayload:
    """Say whether one wants calls, as a personal shopper."""
    raise NotImplementedError
