"""What the doors ask of the media worker: the port, with what is told across it and its errors."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any, Protocol

from ..core import ports

WorkerLoad = dict[str, float]
"""The figures of one media worker, as its `Stats` has them, without what is no number."""


class MediaUnavailable(Exception):
    """The media worker does not answer or is full: try again shortly."""


class MediaRefused(Exception):
    """The worker refused; `status` is what the browser is told: 400, 404, 412 or 422."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


@dataclass(frozen=True)
class OpenedSession:
    """A session on the worker, and the SDP answer for the browser."""

    session: str
    answer: str


@dataclass(frozen=True)
class EventSlots:
    """The event subscription of a participant: the publication in each slot, None for none."""

    session: str
    publications: tuple[str | None, ...]


@dataclass(frozen=True)
class Change:
    """What happened to a session by itself; `kind` is connected, silent or gone.

    Or, with kind quality and no session, how well a participant is connected as a whole: `quality`
    is then as in the worker's messages. With kind speaker, who speaks; empty for nobody. With kind
    slots, what is in those of an event subscription.
    """

    event: str
    session: str
    participant: str
    kind: str
    quality: dict[str, Any] | None = None
    slots: tuple[str | None, ...] | None = None


@dataclass(frozen=True)
class Changes:
    """`missed`: read the rooms, since some changes were forgotten. `worker` is new each start."""

    worker: str
    last: int
    missed: bool
    changes: tuple[Change, ...]


class MediaControl(ports.MediaServer, Protocol):
    """What the doors need besides the core's port.

    All raise MediaUnavailable; what sets up media also MediaRefused.
    """

    async def publish(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        source: str,
        offer: str,
    ) -> OpenedSession: ...
    async def subscribe(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        offer: str,
    ) -> OpenedSession: ...
    async def subscribe_event(
        self, *, event_id: uuid.UUID, participant_id: uuid.UUID, offer: str
    ) -> OpenedSession:
        """Receive all the others of an event, whoever comes and goes."""
        ...

    async def try_out(self, *, event_id: uuid.UUID, offer: str) -> str:
        """The SDP answer to a connection that carries nothing."""
        ...

    async def restart_ice(
        self, *, event_id: uuid.UUID, session: str, fragment: str, if_match: str
    ) -> str | None:
        """The answering fragment; None where ICE goes on. Refused by 412: another ICE session."""
        ...

    async def close_session(self, *, event_id: uuid.UUID, session: str) -> None: ...
    async def show_large(
        self, *, event_id: uuid.UUID, participant_id: uuid.UUID, publication_id: uuid.UUID
    ) -> None:
        """This participant shows this publication large, and others small."""
        ...

    async def sessions(self, event_id: uuid.UUID) -> dict[str, str]:
        """The participants of the event's sessions, by session."""
        ...

    async def slots(self, *, event_id: uuid.UUID, participant_id: uuid.UUID) -> EventSlots | None:
        """What the participant's event subscription carries; None where he has none."""
        ...

    async def workers(self) -> list[WorkerLoad]:
        """What each worker carries and has carried."""
        ...

    async def nodes(self) -> list[str]:
        """The addresses of all media nodes that live."""
        ...

    async def changes(self, node: str, after: int) -> Changes:
        """What happened at a node after number `after`; waits up to 25 seconds for it.

        Raises MediaUnavailable; a node where nobody listens any more is then off the list.
        """
        ...
