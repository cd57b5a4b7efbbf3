"""`personalShopperEventCheckoutLinesUpdate`."""

from __future__ import annotations

import strawberry

from ....core.carts.services import set_quantities
from ...context import Info
from ...events.access import seat_in
from ...permissions import participants
from ...root_fields import mutation
from ..payloads import CartPayload


@strawberry.input(name="PersonalShopperEventCheckoutLinesUpdateInput")
class CheckoutLinesUpdateInput:
    line: strawberry.ID = strawberry.field(description="Saleor's id of the line.")
    quantity: int


@strawberry.type(name="PersonalShopperEventCheckoutLinesUpdate")
class EventCheckoutLinesUpdatePayload(CartPayload):
    pass


@mutation(participants)
def event_checkout_lines_update(
    info: Info, event: strawberry.ID, lines: list[CheckoutLinesUpdateInput]
) -> EventCheckoutLinesUpdatePayload:
    """Set the quantity of lines of the checkout."""
    seat = seat_in(info.context.actor, event)
    result = set_quantities(
        event=seat.event,
        participant=seat,
        quantities={line.line: line.quantity for line in lines},
        now=info.context.now,
    )
    return EventCheckoutLinesUpdatePayload.of(result)
