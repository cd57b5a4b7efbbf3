"""`personalShopperMessageAnswer`."""

from __future__ import annotations

import strawberry

from ....core.events.models import LeftMessage
from ....core.events.services import answer_message
from ....core.global_ids import GlobalType
from ....core.installations.models import Module
from ...context import Info
from ...errors import Payload, not_found
from ...ids import parse_id
from ...permissions import rights_of, staff_with
from ...root_fields import mutation
from ..types import MessageType


@strawberry.type(name="PersonalShopperMessageAnswer")
class MessageAnswerPayload(Payload):
    message: MessageType | None = None


@mutation(staff_with(Module.CALLS))
def message_answer(info: Info, message: strawberry.ID, text: str) -> MessageAnswerPayload:
    """Answer a left message by mail, which marks it as done. Needs the module Calls."""
    rights = rights_of(info.context.actor)
    key = parse_id(GlobalType.MESSAGE, message, field="message")
    row = LeftMessage.objects.of(rights.installation).filter(pk=key).first()
    if row is None:
        raise not_found("message")
    answered = answer_message(message=row, rights=rights, text=text, now=info.context.now)
    return MessageAnswerPayload(message=MessageType.of(answered))
