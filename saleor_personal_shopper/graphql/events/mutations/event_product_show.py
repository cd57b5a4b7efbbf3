"""`personalShopperEventProductShow`."""

from __future__ import annotations

import strawberry

from ....core.events.services import show_product
from ...context import Info
from ...errors import Payload
from ...permissions import participants
from ...root_fields import mutation
from ..access import seat_in
from ..part_types import ShownProductType


@strawberry.type(name="PersonalShopperEventProductShow")
class EventProductShowPayload(Payload):
    shown_product: ShownProductType | None = None


@mutation(participants)
def event_product_show(
    info: Info, event: strawberry.ID, product: strawberry.ID, variant: strawberry.ID | None = None
) -> EventProductShowPayload:
    """Show a product to everybody in the call; needs the capability SHOW_PRODUCTS."""
    seat = seat_in(info.context.actor, event)
    shown = show_product(
        participant=seat, product_id=product, variant_id=variant or "", now=info.context.now
    )
    return EventProductShowPayload(shown_product=ShownProductType.of(shown))
