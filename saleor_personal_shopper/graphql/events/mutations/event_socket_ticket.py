"""`personalShopperEventSocketTicket`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation


@strawberry.type(name="PersonalShopperEventSocketTicket")
class EventSocketTicketPayload(Payload):
    socket_url: str | None = None

@mutation
async def event_socket_ticket(event: strawberry.ID) -> EventSocketTicketPayload:
    """A new one-use address of the room socket: the way to reconnect."""
    raise NotImplementedError
