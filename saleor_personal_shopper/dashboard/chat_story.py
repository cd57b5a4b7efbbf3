"""What was written and sent in an event, for its page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from ..core.events.models import ChatMessage, Event
from ..core.files.models import FileState, SharedFile
from ..core.files.tickets import thumbnail_link


@dataclass(frozen=True)
class ChatLine:
    """A message; `file_id` where its file can be had, `thumbnail_url` for five minutes."""

    message: ChatMessage
    file_id: uuid.UUID | None = None
    thumbnail_url: str | None = None


def chat_of(event: Event, now: datetime) -> list[ChatLine]:
    """Everything, in order, in two queries."""
    files = SharedFile.objects.of(event.installation_id).filter(event=event, state=FileState.SHARED)
    by_message = {file.message_id: file for file in files}
    messages = event.chat.select_related("participant").order_by("sent_at", "pk")
    return [_line(message, by_message.get(message.pk), now) for message in messages]


def _line(message: ChatMessage, file: SharedFile | None, now: datetime) -> ChatLine:
    if file is None:
        return ChatLine(message)
    return ChatLine(message, file.pk, thumbnail_link(file, now))
