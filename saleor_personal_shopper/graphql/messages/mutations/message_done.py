"""`personalShopperMessageDone`."""

from __future__ import annotations


import strawberry

from ...errors import Payload
from ...mutation import mutation
from ..types import MessageType

@strawberry.type(name="PersonalShopperMessageDone")
class MessageDonePayload(Payload):
    message: MessageType | None = None

@mutation
async def message_done(message: strawberry.ID) -> MessageDonePayload:
    """Mark a left message as done. Needs the module Calls."""
    raise NotImplementedError
