"""What the node knows of one worker, and how it speaks with it."""

import json
import time
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from ..errors import MediaError
from .placement import Load

_SECONDS = 5.0
_LOOK_SECONDS = 2.0
_POLL_SECONDS = 40.0
_ROOM_APPEARS_SECONDS = 10.0
"""A room stands in the worker's list some time after it was given to it, or never."""


class WorkerAway(MediaError):
    """The worker does not answer: it is being started again."""

    code = "WORKER_AWAY"
    status = 503


@dataclass(frozen=True)
class Answer:
    """A worker's answer, to be passed on."""

    status: int
    body: bytes


@dataclass
class Worker:
    """Rooms that were given to it, by when; who has which session; and its last load."""

    number: int
    control: str
    secret: str
    candidates: str = ""
    is_ready: bool = False
    rooms: dict[str, float] = field(default_factory=dict)
    sessions: dict[str, tuple[str, str]] = field(default_factory=dict)
    stats: dict[str, Any] = field(default_factory=dict)
    misses: int = 0
    _client: aiohttp.ClientSession | None = None

    def load(self) -> Load:
        """By what it was given, and by its own last word on how that goes."""
        return Load(
            worker=self.number,
            rooms=len(self.rooms),
            peers=len(self.sessions),
            cpu=float(self.stats.get("cpu", 0)),
            lag_ms=float(self.stats.get("loop_lag_ms", 0)),
        )

    async def ask(
        self, method: str, path: str, body: bytes | None = None, *, seconds: float = _SECONDS
    ) -> Answer:
        """One request to its control API. Raises WorkerAway."""
        client = self._open()
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with client.request(
                method, f"http://worker{path}", data=body, timeout=limit
            ) as response:
                return Answer(response.status, await response.read())
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise WorkerAway("The media worker does not answer. Try again shortly.") from error

    async def poll(self, after: int) -> dict[str, Any]:
        """Its changes after that number; waits for some. Raises WorkerAway."""
        return _read(await self.ask("GET", f"/changes?after={after}", seconds=_POLL_SECONDS))

    async def look(self) -> None:
        """Read its load, and forget the rooms that it holds no more. Raises WorkerAway."""
        self.stats = _read(await self.ask("GET", "/stats", seconds=_LOOK_SECONDS))
        held = set(_read(await self.ask("GET", "/rooms", seconds=_LOOK_SECONDS))["rooms"])
        before = time.monotonic() - _ROOM_APPEARS_SECONDS
        self.rooms = {
            event: since for event, since in self.rooms.items() if event in held or since > before
        }

    def empty(self) -> list[tuple[str, str, str]]:
        """It ended: gives session, event and participant of all that ended with it."""
        lost = [(session, *owner) for session, owner in self.sessions.items()]
        self.is_ready, self.misses = False, 0
        self.rooms, self.sessions, self.stats = {}, {}, {}
        return lost

    async def close(self) -> None:
        """Let go of its socket."""
        if self._client is not None:
            await self._client.close()

    def _open(self) -> aiohttp.ClientSession:
        if self._client is None:
            self._client = aiohttp.ClientSession(
                connector=aiohttp.UnixConnector(self.control),
                headers={"Authorization": f"Bearer {self.secret}"},
            )
        return self._client


def _read(answer: Answer) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.body)
    return found
