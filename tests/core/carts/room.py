"""Looking at what the room was told."""

from __future__ import annotations

from typing import Any

from saleor_personal_shopper.core.events.models import Event, RoomMessage


def told(event: Event, type: str) -> list[dict[str, Any]]:
    """The data of all messages of one type, the oldest first."""
    rows = RoomMessage.objects.of(event.installation_id).filter(event=event, type=type)
    return list(rows.order_by("seq").values_list("data", flat=True))
