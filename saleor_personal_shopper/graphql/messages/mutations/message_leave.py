"""`personalShopperMessageLeave`."""

from __future__ import annotations

import strawberry

from ....core.events.services import leave_message
from ...context import Info
from ...errors import Payload
from ...permissions import buyers, installation_of
from ...request import client_address, language_of
from ...root_fields import mutation


@strawberry.input(name="PersonalShopperMessageLeaveInput")
class MessageLeaveInput:
    channel: str = strawberry.field(description="Slug of the Saleor channel.")
    name: str
    email: str
    text: str
    product: strawberry.ID | None = strawberry.field(
        default=None, description="Saleor's id of the product of interest."
    )
    language: str | None = strawberry.field(
        default=None, description="Left out: by Accept-Language."
    )


@strawberry.type(name="PersonalShopperMessageLeave")
class MessageLeavePayload(Payload):
    pass


@mutation(buyers)
def message_leave(info: Info, input: MessageLeaveInput) -> MessageLeavePayload:
    """Leave a message for the personal shoppers, when none is available."""
    leave_message(
        installation=installation_of(info.context.actor),
        channel=input.channel,
        name=input.name,
        email=input.email,
        text=input.text,
        product_id=input.product or "",
        language=language_of(info.context.request, input.language),
        address=client_address(info.context.request),
        now=info.context.now,
    )
    return MessageLeavePayload()
