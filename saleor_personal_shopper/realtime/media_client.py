"""The other end of the media worker's private control API (`media/control.py`)."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from typing import Any, Protocol

import httpx
from django.conf import settings

from ..core import ports

TIMEOUT = httpx.Timeout(5.0, connect=2.0)
POLL_TIMEOUT = httpx.Timeout(40.0, connect=2.0)
"""The worker answers a poll after 25 seconds at the latest."""
log = logging.getLogger(__name__)


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
class Change:
    """What happened to a session by itself; `kind` is connected, silent or gone.

    Or, with kind quality and no session, how well a participant is connected as a whole: `quality`
    is then as in the worker's messages. With kind speaker, who speaks; empty for nobody.
    """

    event: str
    session: str
    participant: str
    kind: str
    quality: dict[str, Any] | None = None


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
    async def try_out(self, *, event_id: uuid.UUID, offer: str) -> str:
        """The SDP answer to a connection that carries nothing."""
        ...

    async def restart_ice(
        self, *, event_id: uuid.UUID, session: str, fragment: str, if_match: str
    ) -> str | None:
        """The answering fragment; None where ICE goes on. Refused by 412: another ICE session."""
        ...

    async def close_session(self, *, event_id: uuid.UUID, session: str) -> None: ...
    async def sessions(self, event_id: uuid.UUID) -> dict[str, str]:
        """The participants of the event's sessions, by session."""
        ...

    async def workers(self) -> list[WorkerLoad]:
        """What each worker carries and has carried."""
        ...

    async def changes(self, after: int) -> Changes:
        """What happened after number `after`; waits up to 25 seconds for something to tell."""
        ...


class MediaControlClient:
    """MediaControl over HTTP, by MEDIA_CONTROL and MEDIA_SECRET."""

    async def publish(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        source: str,
        offer: str,
    ) -> OpenedSession:
        body = {
            "publication": str(publication_id),
            "participant": str(participant_id),
            "source": source,
            "offer": offer,
        }
        answer = await _ask("POST", f"/rooms/{event_id}/publications", body)
        return OpenedSession(answer["session"], answer["answer"])

    async def subscribe(
        self,
        *,
        event_id: uuid.UUID,
        publication_id: uuid.UUID,
        participant_id: uuid.UUID,
        offer: str,
    ) -> OpenedSession:
        body = {
            "subscription": str(uuid.uuid4()),
            "publication": str(publication_id),
            "participant": str(participant_id),
            "offer": offer,
        }
        answer = await _ask("POST", f"/rooms/{event_id}/subscriptions", body)
        return OpenedSession(answer["session"], answer["answer"])

    async def try_out(self, *, event_id: uuid.UUID, offer: str) -> str:
        answer: str = (await _ask("POST", f"/rooms/{event_id}/trials", {"offer": offer}))["answer"]
        return answer

    async def restart_ice(
        self, *, event_id: uuid.UUID, session: str, fragment: str, if_match: str
    ) -> str | None:
        path = f"/rooms/{event_id}/sessions/{session}"
        answer = await _ask("PATCH", path, {"fragment": fragment, "if_match": if_match})
        return answer.get("fragment")

    async def close_session(self, *, event_id: uuid.UUID, session: str) -> None:
        await _ask("DELETE", f"/rooms/{event_id}/sessions/{session}")

    async def sessions(self, event_id: uuid.UUID) -> dict[str, str]:
        room = await _ask("GET", f"/rooms/{event_id}")
        return {one["session"]: one["participant"] for one in room["sessions"]}

    async def workers(self) -> list[WorkerLoad]:
        known = (await _ask("GET", "/stats"))["workers"]
        return [{name: one[name] for name in one if name != "worker"} for one in known]

    async def changes(self, after: int) -> Changes:
        answer = await _ask("GET", f"/changes?after={after}", limits=POLL_TIMEOUT)
        changes = tuple(
            Change(
                one["event"], one["session"], one["participant"], one["kind"], one.get("quality")
            )
            for one in answer["changes"]
        )
        return Changes(answer["worker"], answer["last"], answer["missed"], changes)

    def close_participant(self, event_id: uuid.UUID, participant_id: uuid.UUID) -> None:
        """End all media of a participant. Never fails: silent media ends by itself."""
        _close(f"/rooms/{event_id}/participants/{participant_id}")

    def close_room(self, event_id: uuid.UUID) -> None:
        """End all media of an event. Never fails: silent media ends by itself."""
        _close(f"/rooms/{event_id}")


def _options() -> dict[str, Any]:
    """Where the worker listens: host:port, or the path of a Unix socket."""
    control: str = settings.MEDIA_CONTROL
    is_path = "/" in control
    return {
        "base_url": "http://media" if is_path else f"http://{control}",
        "headers": {"Authorization": f"Bearer {settings.MEDIA_SECRET}"},
        "uds": control if is_path else None,
    }


async def _ask(
    method: str, path: str, body: dict[str, str] | None = None, limits: httpx.Timeout = TIMEOUT
) -> dict[str, Any]:
    options = _options()
    transport = httpx.AsyncHTTPTransport(uds=options.pop("uds"), verify=False)
    try:
        async with httpx.AsyncClient(transport=transport, timeout=limits, **options) as client:
            return _read(await client.request(method, path, json=body))
    except httpx.TransportError as error:
        raise MediaUnavailable(str(error)) from error


def _read(response: httpx.Response) -> dict[str, Any]:
    if response.is_success:
        answer: dict[str, Any] = response.json() if response.content else {}
        return answer
    if response.status_code in {400, 404, 412, 422}:
        error = response.json()["error"]
        raise MediaRefused(response.status_code, error["code"], error["message"])
    raise MediaUnavailable(f"The media worker answered {response.status_code}.")


def _close(path: str) -> None:
    options = _options()
    transport = httpx.HTTPTransport(uds=options.pop("uds"), verify=False)
    try:
        with httpx.Client(transport=transport, timeout=TIMEOUT, **options) as client:
            client.delete(path)
    except httpx.TransportError as error:
        log.warning("The media worker was not told to close: %s", type(error).__name__)
