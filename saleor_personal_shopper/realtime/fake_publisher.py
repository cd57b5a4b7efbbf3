"""RoomPublisher that remembers: the fake beside `publisher.ChannelsRoomPublisher`."""

from __future__ import annotations

import uuid
from typing import Any

published: list[tuple[str, Any, dict[str, Any]]] = []
"""What was published since `forget()`: (method, addressee, message)."""


def forget() -> None:
    """Start anew; call it between tests."""
    published.clear()


class FakeRoomPublisher:
    """What RoomPublisher promises, kept in `published`."""

    def publish(self, event_id: uuid.UUID, message: dict[str, Any]) -> None:
        published.append(("publish", event_id, message))

    def publish_to(self, participant_id: uuid.UUID, message: dict[str, Any]) -> None:
        published.append(("publish_to", participant_id, message))

    def publish_desk(self, installation_id: uuid.UUID, message: dict[str, Any]) -> None:
        published.append(("publish_desk", installation_id, message))

    def disconnect(self, participant_id: uuid.UUID, *, code: int) -> None:
        published.append(("disconnect", participant_id, {"code": code}))

    def disconnect_desk(self, staff_member_id: int, *, code: int) -> None:
        published.append(("disconnect_desk", staff_member_id, {"code": code}))
