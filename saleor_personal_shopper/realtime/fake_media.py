"""MediaControl in memory: the fake beside `media_client.MediaControlClient`."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass, field

from .media_control import (
    Changes,
    EventSlots,
    MediaRefused,
    MediaUnavailable,
    OpenedSession,
    WorkerLoad,
)

ANSWER = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=ice-ufrag:1\r\n"
closed: list[tuple[uuid.UUID, uuid.UUID | None]] = []
"""What was closed since `forget()`: (event, participant), or (event, None) for a whole room."""

tried: list[uuid.UUID] = []
"""The events whose worker was tried since `forget()`."""

_FIGURES = (
    *("packets_in", "packets_out", "packets_lost", "packets_refused", "bitrate_in", "bitrate_out"),
    *("loss", "round_trip_ms", "jitter_ms", "loop_lag_ms", "cpu"),
)


@dataclass
class FakeSession:
    """`publication_id` is None for an event subscription."""

    event_id: uuid.UUID
    participant_id: uuid.UUID
    publication_id: uuid.UUID | None
    source: str = ""
    ice_session: int = 1


@dataclass
class FakeWorker:
    """What the worker knows; set `is_down` to have it not answer."""

    sessions: dict[str, FakeSession] = field(default_factory=dict)
    large: dict[uuid.UUID, uuid.UUID] = field(default_factory=dict)
    is_down: bool = False


worker = FakeWorker()


def forget() -> None:
    """Start anew; call it between tests."""
    closed.clear()
    tried.clear()
    worker.sessions.clear()
    worker.large.clear()
    worker.is_down = False


class FakeMediaServer:
    """What MediaControl promises, kept in `closed` and `worker`."""

    def close_participant(self, event_id: uuid.UUID, participant_id: uuid.UUID) -> None:
        closed.append((event_id, participant_id))

    def close_room(self, event_id: uuid.UUID) -> None:
        closed.append((event_id, None))

    async def publish(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        source: str,
        offer: str,
    ) -> OpenedSession:
        return _open(FakeSession(event_id, participant_id, publication_id, source), offer)

    async def subscribe(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        offer: str,
    ) -> OpenedSession:
        _require_up()
        published = {one.publication_id for one in worker.sessions.values() if one.source}
        if publication_id not in published:
            raise MediaRefused(404, "UNKNOWN_PUBLICATION", "There is no such publication.")
        return _open(FakeSession(event_id, participant_id, publication_id), offer)

    async def subscribe_event(
        self, *, event_id: uuid.UUID, participant_id: uuid.UUID, offer: str
    ) -> OpenedSession:
        opened = _open(FakeSession(event_id, participant_id, None), offer)
        for key, _ in _event_subscriptions(event_id, participant_id):
            if key != opened.session:
                del worker.sessions[key]
        return opened

    async def try_out(self, *, event_id: uuid.UUID, offer: str) -> str:
        _require_up()
        _require_sdp(offer)
        tried.append(event_id)
        return ANSWER

    async def restart_ice(
        self, *, event_id: uuid.UUID, session: str, fragment: str, if_match: str
    ) -> str | None:
        _require_up()
        if session not in worker.sessions:
            raise MediaRefused(404, "UNKNOWN_SESSION", "There is no such session.")
        known = worker.sessions[session]
        if if_match not in ("*", f'"{known.ice_session}"'):
            raise MediaRefused(412, "OTHER_ICE_SESSION", "ICE was restarted meanwhile.")
        if "a=ice-ufrag:" not in fragment:
            return None
        known.ice_session += 1
        return f"a=ice-ufrag:{known.ice_session}\r\n"

    async def close_session(self, *, event_id: uuid.UUID, session: str) -> None:
        _require_up()
        worker.sessions.pop(session, None)

    async def show_large(
        self, *, event_id: uuid.UUID, participant_id: uuid.UUID, publication_id: uuid.UUID
    ) -> None:
        _require_up()
        worker.large[participant_id] = publication_id

    async def sessions(self, event_id: uuid.UUID) -> dict[str, str]:
        _require_up()
        return {
            key: str(one.participant_id)
            for key, one in worker.sessions.items()
            if one.event_id == event_id
        }

    async def slots(self, *, event_id: uuid.UUID, participant_id: uuid.UUID) -> EventSlots | None:
        """What is published, in two slots."""
        _require_up()
        others = [
            str(one.publication_id)
            for one in worker.sessions.values()
            if one.source and one.event_id == event_id and one.participant_id != participant_id
        ]
        for key, _ in _event_subscriptions(event_id, participant_id):
            return EventSlots(key, tuple([*others, None, None][:2]))
        return None

    async def workers(self) -> list[WorkerLoad]:
        _require_up()
        load: WorkerLoad = dict.fromkeys(_FIGURES, 0.0)
        events = {session.event_id for session in worker.sessions.values()}
        return [{**load, "rooms": len(events), "peers": len(worker.sessions)}]

    async def nodes(self) -> list[str]:
        return ["fake"]

    async def changes(self, node: str, after: int) -> Changes:
        """Nothing ever happens by itself."""
        await asyncio.Event().wait()
        raise MediaUnavailable


def _event_subscriptions(
    event_id: uuid.UUID, participant_id: uuid.UUID
) -> list[tuple[str, FakeSession]]:
    return [
        (key, one)
        for key, one in worker.sessions.items()
        if (one.event_id, one.participant_id) == (event_id, participant_id)
        and one.publication_id is None
    ]


def _require_sdp(offer: str) -> None:
    if not offer.startswith("v=0"):
        raise MediaRefused(400, "INVALID_OFFER", "The SDP is broken.")


def _open(session: FakeSession, offer: str) -> OpenedSession:
    _require_up()
    _require_sdp(offer)
    key = uuid.uuid4().hex
    worker.sessions[key] = session
    return OpenedSession(key, ANSWER)


def _require_up() -> None:
    if worker.is_down:
        raise MediaUnavailable
