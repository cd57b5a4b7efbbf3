"""Every address of ours that a browser is told, built from APP_IFRAME_BASE_URL."""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from datetime import datetime, timedelta
from typing import TypedDict

from django.conf import settings

from .models import PublicationSource

TURN_LIFETIME = timedelta(hours=1)


class IceServer(TypedDict, total=False):
    """RTCIceServer of the W3C's WebRTC specification."""

    urls: list[str]
    username: str
    credential: str


def _page(path: str) -> str:
    return f"{settings.APP_IFRAME_BASE_URL.rstrip('/')}{path}"


def _socket(path: str) -> str:
    return "ws" + _page(path).removeprefix("http")


def link_url(token: str) -> str:
    """The page behind an event's link."""
    return _page(f"/e/{token}")


def manage_url(token: str) -> str:
    """The page where a customer moves or cancels what he booked."""
    return _page(f"/manage/{token}")


def calendar_url(token: str) -> str:
    """The calendar file of the event behind a link."""
    return _page(f"/e/{token}/calendar.ics")


def desk_url(installation_id: uuid.UUID) -> str:
    """The desk of one shop, for staff who have a session there."""
    return _page(f"/desk/{installation_id}/")


def desk_event_url(installation_id: uuid.UUID, event_id: uuid.UUID) -> str:
    """An event at the desk."""
    return _page(f"/desk/{installation_id}/events/{event_id}")


def feed_url(token: str) -> str:
    """A personal shopper's calendar feed."""
    return _page(f"/feed/{token}.ics")


def desk_message_url(installation_id: uuid.UUID, message_id: uuid.UUID) -> str:
    """A left message at the desk."""
    return _page(f"/desk/{installation_id}/messages/{message_id}")


def room_socket_url(event_id: uuid.UUID, ticket: str) -> str:
    """The room's WebSocket, good for one use of the ticket."""
    return _socket(f"/ws/events/{event_id}?ticket={ticket}")


def desk_socket_url(ticket: str) -> str:
    """The desk's WebSocket, good for one use of the ticket."""
    return _socket(f"/ws/desk?ticket={ticket}")


def whip_url(event_id: uuid.UUID, source: PublicationSource) -> str:
    """Where a participant publishes (RFC 9725)."""
    return _page(f"/media/whip/{event_id}/{source}")


def whep_url(wanted: uuid.UUID) -> str:
    """Where a participant subscribes to a publication, or to all the others of his event."""
    return _page(f"/media/whep/{wanted}")


def file_url(file_id: uuid.UUID | str) -> str:
    """A file of the chat; opens with a bearer or a ticket."""
    return _page(f"/files/{file_id}")


def thumbnail_url(file_id: uuid.UUID | str) -> str:
    """The small picture of a file that is one."""
    return _page(f"/files/{file_id}/thumbnail")


def upload_url(file_id: uuid.UUID) -> str:
    """Where the parts of an upload go (tus 1.0)."""
    return _page(f"/files/uploads/{file_id}")


def transcript_url(event_id: uuid.UUID) -> str:
    """What was written in an event."""
    return _page(f"/files/transcripts/{event_id}")


def trial_url() -> str:
    """Where a browser tries whether media would come through."""
    return _page("/media/trial")


def ice_servers(participant_id: uuid.UUID, now: datetime) -> list[IceServer]:
    """The TURN server with credentials for one hour; none when TURN_URL is empty.

    The user name is `expiry:participant` and the credential its HMAC-SHA1, as coturn's
    `use-auth-secret` wants it (draft-uberti-behave-turn-rest).
    """
    if not settings.TURN_URL:
        return []
    username = f"{int((now + TURN_LIFETIME).timestamp())}:{participant_id}"
    digest = hmac.new(settings.TURN_SECRET.encode(), username.encode(), hashlib.sha1).digest()
    credential = base64.b64encode(digest).decode()
    urls = [url.strip() for url in settings.TURN_URL.split(",")]
    return [{"urls": urls, "username": username, "credential": credential}]
