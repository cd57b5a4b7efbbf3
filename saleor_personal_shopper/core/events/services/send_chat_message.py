"""Text and files between the people in a call (CL-11, CL-12)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from .. import fields
from ..capabilities import Capability, require
from ..changes import lock_event_of
from ..models import ChatMessage, Participant
from ..room import post
from ..serialize import Json, chat_json


@transaction.atomic
def send_chat_message(
    *, participant: Participant, text: str, key: str = "", now: datetime
) -> ChatMessage:
    """Keep and send a message of at most 2,000 characters, in the sender's own name.

    A key of at most 64 characters makes it harmless twice: the first with it counts.

    Raises DomainError REQUIRED, INVALID, PERMISSION_DENIED, or why the call is over.
    """
    require(participant, Capability.CHAT)
    cleaned = fields.clean_text("text", text, limit=fields.CHAT_LENGTH)
    known = fields.clean_optional("key", key, limit=fields.KEY_LENGTH)
    return _send(participant, now, text=cleaned, key=known)


@transaction.atomic
def send_file_message(*, participant: Participant, file: Json, now: datetime) -> ChatMessage:
    """Keep and send a message that is a file: its id, name, size, contentType, width and height.

    Raises DomainError PERMISSION_DENIED, or why the call is over.
    """
    require(participant, Capability.SHARE_FILES)
    return _send(participant, now, file=file)


def _send(participant: Participant, now: datetime, *, key: str = "", **content: Any) -> ChatMessage:
    event = lock_event_of(participant)
    mine = ChatMessage.objects.of(event.installation_id).filter(participant=participant, key=key)
    if key and (sent := mine.first()) is not None:
        return sent
    message = ChatMessage.objects.create(
        installation_id=event.installation_id,
        event=event,
        participant=participant,
        sent_at=now,
        key=key,
        **content,
    )
    post(event=event, type="chat.message", data=chat_json(message), now=now)
    return message
