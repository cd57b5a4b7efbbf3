"""`personalShopperEventCheckoutLinesAdd`."""

from __future__ import annotations

import strawberry

from ....core.carts.services import add_lines
from ....core.saleor_data import VariantQuantity
from ...context import Info
from ...events.access import seat_in
from ...permissions import participants
from ...root_fields import mutation
from ..payloads import ProposalPayload


@strawberry.input(name="PersonalShopperEventCheckoutLinesAddInput")
class CheckoutLinesAddInput:
    variant: strawberry.ID = strawberry.field(description="Saleor's id of the variant.")
    quantity: int


@strawberry.type(name="PersonalShopperEventCheckoutLinesAdd")
class EventCheckoutLinesAddPayload(ProposalPayload):
    pass


@mutation(participants)
def event_checkout_lines_add(
    info: Info, event: strawberry.ID, lines: list[CheckoutLinesAddInput]
) -> EventCheckoutLinesAddPayload:
    """Add to the checkout.

    A customer's add is always direct. Where the shop has it so, a personal shopper's add leaves
    the checkout alone and gives a `proposal` for the customer to answer.
    """
    seat = seat_in(info.context.actor, event)
    result = add_lines(
        event=seat.event,
        participant=seat,
        lines=[VariantQuantity(line.variant, line.quantity) for line in lines],
        now=info.context.now,
    )
    return EventCheckoutLinesAddPayload.of(result)
