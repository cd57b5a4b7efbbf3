"""`personalShopperEventSocketTicket`."""

from __future__ import annotations

import strawberry

from ....core.events.addresses import room_socket_url
from ....core.events.tokens import issue_ticket
from ...context import Info
from ...errors import Payload
from ...permissions import participants
from ...root_fields import mutation
from ..access import seat_in


@strawberry.type(name="PersonalShopperEventSocketTicket")
class EventSocketTicketPayload(Payload):
    socket_url: str | None = strawberry.field(
        default=None, description="Good for one use within 30 seconds."
    )


@mutation(participants)
def event_socket_ticket(info: Info, event: strawberry.ID) -> EventSocketTicketPayload:
    """A new one-use address of the room's WebSocket: the way to reconnect.

    Append `&since=<seq>` with the last sequence number seen to have only the gap replayed.
    """
    seat = seat_in(info.context.actor, event)
    ticket = issue_ticket(seat, info.context.now)
    return EventSocketTicketPayload(socket_url=room_socket_url(seat.event_id, ticket))
