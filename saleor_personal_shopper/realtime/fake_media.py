"""MediaServer that remembers: the fake beside `media_client.MediaControlClient`."""

from __future__ import annotations

import uuid

closed: list[tuple[uuid.UUID, uuid.UUID | None]] = []
"""What was closed since `forget()`: (event, participant), or (event, None) for a whole room."""


def forget() -> None:
    """Start anew; call it between tests."""
    closed.clear()


class FakeMediaServer:
    """What MediaServer promises, kept in `closed`."""

    def close_participant(self, event_id: uuid.UUID, participant_id: uuid.UUID) -> None:
        closed.append((event_id, participant_id))

    def close_room(self, event_id: uuid.UUID) -> None:
        closed.append((event_id, None))
