"""`personalShopperEventProductShow`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import ShownProductType

@strawberry.type(name="PersonalShopperEventProductShow")
class EventProductShowPayload(Payload):
    shown_product: ShownProductType | None = None

@mutation
async def event_product_show(event: strawberry.ID, product: strawberry.ID, variant: strawberry.ID | None = None) -> EventProductShowPayload:
    """Show a product to everybody in the call."""
    raise NotImplementedError
