"""`personalShopperEventCheckoutHandover`."""

from __future__ import annotations

import strawberry

from ....core.carts.services import issue_handover
from ...context import Info
from ...errors import Payload
from ...events.access import seat_in
from ...permissions import participants
from ...root_fields import mutation


@strawberry.type(name="PersonalShopperEventCheckoutHandover")
class EventCheckoutHandoverPayload(Payload):
    url: str | None = strawberry.field(
        default=None, description="The shop's cart with the code; null where none is set."
    )
    code: str | None = strawberry.field(
        default=None, description="Good once, within 60 seconds, for the shop's own page."
    )


@mutation(participants)
def event_checkout_handover(info: Info, event: strawberry.ID) -> EventCheckoutHandoverPayload:
    """Carry the checkout to the shop's page by a one-use code, as its customer."""
    seat = seat_in(info.context.actor, event)
    handover = issue_handover(event=seat.event, participant=seat, now=info.context.now)
    return EventCheckoutHandoverPayload(url=handover.url or None, code=handover.code)
