"""Addresses that open one thing for a few minutes: for pictures in pages and for downloads.

They hold no access token, and nothing else opens with them.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import StrEnum

from ..events.addresses import file_url, thumbnail_url, transcript_url
from ..events.models import Event
from ..events.tokens import DOWNLOAD_LIFETIME, check_download_ticket, issue_download_ticket
from .models import SharedFile

LIFETIME = DOWNLOAD_LIFETIME


class Opens(StrEnum):
    """What a ticket opens."""

    CONTENT = "content"
    THUMBNAIL = "thumbnail"
    TRANSCRIPT = "transcript"


def content_link(file: SharedFile, now: datetime) -> str:
    return (
        f"{file_url(file.pk)}?ticket={_ticket(file.installation_id, Opens.CONTENT, file.pk, now)}"
    )


def thumbnail_link(file: SharedFile, now: datetime) -> str | None:
    """None where there is nothing to see."""
    if not file.is_picture:
        return None
    ticket = _ticket(file.installation_id, Opens.THUMBNAIL, file.pk, now)
    return f"{thumbnail_url(file.pk)}?ticket={ticket}"


def transcript_link(event: Event, now: datetime) -> str:
    ticket = _ticket(event.installation_id, Opens.TRANSCRIPT, event.pk, now)
    return f"{transcript_url(event.pk)}?ticket={ticket}"


def check(ticket: str, opens: Opens, key: uuid.UUID, now: datetime) -> None:
    """Raises InvalidToken unless the ticket opens just this."""
    check_download_ticket(ticket, f"{opens}:{key}", now)


def _ticket(installation_id: uuid.UUID, opens: Opens, key: uuid.UUID, now: datetime) -> str:
    return issue_download_ticket(installation_id, f"{opens}:{key}", now)
