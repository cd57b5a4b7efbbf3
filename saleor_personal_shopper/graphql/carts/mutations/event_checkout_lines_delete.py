"""`personalShopperEventCheckoutLinesDelete`."""

from __future__ import annotations

import strawberry

from ....core.carts.services import remove_lines
from ...context import Info
from ...events.access import seat_in
from ...permissions import participants
from ...root_fields import mutation
from ..payloads import CartPayload


@strawberry.type(name="PersonalShopperEventCheckoutLinesDelete")
class EventCheckoutLinesDeletePayload(CartPayload):
    pass


@mutation(participants)
def event_checkout_lines_delete(
    info: Info, event: strawberry.ID, lines: list[strawberry.ID]
) -> EventCheckoutLinesDeletePayload:
    """Remove lines from the checkout, named by Saleor's ids of them."""
    seat = seat_in(info.context.actor, event)
    result = remove_lines(event=seat.event, participant=seat, line_ids=lines, now=info.context.now)
    return EventCheckoutLinesDeletePayload.of(result)
