"""`personalShopperEventRequest`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.input(name="PersonalShopperEventRequestInput")
class EventRequestInput:
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    name: str
    email: str | None = None
    product: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the product of interest."
    )
    checkout_id: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the checkout the customer already has."
    )
    language: str | None = None
    consent: bool = strawberry.field(description="To the current consent text.")


@strawberry.type(name="PersonalShopperEventRequest")
class EventRequestPayload(Payload):
    event: EventType | None = None
    join_url: str | None = None
    guest_url: str | None = None

@mutation
async def event_request(input: EventRequestInput) -> EventRequestPayload:
    """Ask for a call as a customer, who then waits in the queue."""
    raise NotImplementedError
