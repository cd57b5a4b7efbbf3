"""`personalShopperMessageLeave`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation


@strawberry.input(name="PersonalShopperMessageLeaveInput")
class MessageLeaveInput:
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    name: str
    email: str
    text: str
    product: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the product of interest."
    )
    language: str | None = None


@strawberry.type(name="PersonalShopperMessageLeave")
class MessageLeavePayload(Payload):
    pass

@mutation
async def message_leave(input: MessageLeaveInput) -> MessageLeavePayload:
    """Leave a message when nobody is available."""
    raise NotImplementedError
