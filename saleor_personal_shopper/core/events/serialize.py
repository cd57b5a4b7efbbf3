"""Rows of an event as the JSON of room messages."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ..global_ids import GlobalType, to_global_id
from .addresses import file_url, thumbnail_url, whep_url
from .models import ChatMessage, Event, Participant, Publication, ShownProduct

Json = dict[str, Any]
DEFAULT_INITIALS = "GS"


def message_json(type: str, data: Json, *, now: datetime, seq: int | None = None) -> Json:
    """One message from the server; `seq` only where it changes the room's state."""
    message: Json = {"type": type, "at": now.isoformat(), "data": data}
    return message if seq is None else {**message, "seq": seq}


def by_json(participant: Participant) -> Json:
    """Who did it."""
    return {
        "id": to_global_id(GlobalType.PARTICIPANT, participant.pk),
        "name": participant.name,
        "role": participant.role,
    }


def participant_json(participant: Participant) -> Json:
    return {
        **by_json(participant),
        "microphone": participant.has_microphone,
        "camera": participant.has_camera,
        "connected": bool(participant.socket_id),
    }


def publication_json(publication: Publication) -> Json:
    """Needs `participant` loaded."""
    return {
        "id": to_global_id(GlobalType.PUBLICATION, publication.pk),
        "source": publication.source,
        "participant": by_json(publication.participant),
        "whepUrl": whep_url(publication.pk),
    }


def chat_json(message: ChatMessage) -> Json:
    """Needs `participant` loaded."""
    return {
        "id": str(message.pk),
        "participant": by_json(message.participant),
        "text": message.text,
        "sentAt": message.sent_at.isoformat(),
        "file": message.file and file_json(message.file),
        "key": message.key,
    }


def file_json(file: Json) -> Json:
    """A file of the chat, from what its message keeps. The addresses open with a bearer."""
    is_picture = file["width"] is not None
    return {
        **file,
        "id": to_global_id(GlobalType.FILE, file["id"]),
        "url": file_url(file["id"]),
        "thumbnailUrl": thumbnail_url(file["id"]) if is_picture else None,
    }


def shown_json(shown: ShownProduct) -> Json:
    """A line of the log of shown products; needs `participant` loaded."""
    return {
        "id": str(shown.pk),
        "product": shown.product_id,
        "variant": shown.variant_id or None,
        "name": shown.name,
        "by": by_json(shown.participant),
        "at": shown.shown_at.isoformat(),
    }


def event_json(event: Event) -> Json:
    """Needs `personal_shopper` loaded."""
    return {
        "id": to_global_id(GlobalType.EVENT, event.pk),
        "status": event.status,
        "customerName": event.customer_name,
        "channel": event.channel,
        "startsAt": event.starts_at and event.starts_at.isoformat(),
        "liveAt": event.live_at and event.live_at.isoformat(),
        "personalShopper": event.personal_shopper and event.personal_shopper.name,
        "recording": False,
    }


def initials_of(store_name: str) -> str:
    """The letters shown instead of a picture (CL-36): of the first two words of the name."""
    letters = [word[0] for word in store_name.split() if word[0].isalnum()]
    return "".join(letters[:2]).upper() or DEFAULT_INITIALS
