"""`personalShopperEventCreate`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import EventType

@strawberry.input(name="PersonalShopperEventCreateInput")
class EventCreateInput:
    name: str = strawberry.field(description="Of the customer.")
    email: str = strawberry.field(description="Of the customer.")
    phone: str | None = None
    product: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the product of interest."
    )
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    starts_at: datetime | None = strawberry.field(default=None, description="Left out: now.")
    duration_minutes: int | None = None
    personal_shopper: strawberry.ID | None = strawberry.field(
        default=None, description="Left out: whoever asks."
    )


@strawberry.type(name="PersonalShopperEventCreate")
class EventCreatePayload(Payload):
    event: EventType | None = None
    join_url: str | None = None
    guest_url: str | None = None

@mutation
async def event_create(input: EventCreateInput) -> EventCreatePayload:
    """Create a private call, now or for later. Needs the module Calls."""
    raise NotImplementedError
