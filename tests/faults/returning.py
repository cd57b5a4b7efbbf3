"""A room's client that comes back by itself, with the pauses of the call page's own socket."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

from saleor_personal_shopper.rehearsal import documents
from saleor_personal_shopper.rehearsal.graphql import GraphQL, Refused

FOR_GOOD = {4403, 4404, 4409}
ANSWER_SECONDS = 10.0


class NotSaid(Exception):
    """The connection broke before the server answered, or it refused."""


@dataclass
class Break:
    """One loss of the connection: its close code, and when it was lost and there again."""

    code: int
    lost_at: float
    back_at: float | None = None

    @property
    def seconds(self) -> float:
        assert self.back_at is not None, "the client did not come back"
        return self.back_at - self.lost_at


@dataclass
class ReturningRoom:
    """Keeps the numbered messages it was told, as `storefront_widget/src/call/room-socket.ts`."""

    app: GraphQL
    event: str
    bearer: str
    first_url: str
    origin: str
    numbered: dict[int, dict[str, Any]] = field(default_factory=dict)
    started_at: int = 0
    breaks: list[Break] = field(default_factory=list)
    closed_for: int = 0

    def __post_init__(self) -> None:
        self._ids = itertools.count(1)
        self._pending: dict[str, asyncio.Future[None]] = {}
        self._connection: ClientConnection | None = None
        self._is_open = asyncio.Event()
        self._told = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._life = asyncio.create_task(self._run())
        await asyncio.wait_for(self._is_open.wait(), ANSWER_SECONDS)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._life.cancel()
        await asyncio.gather(self._life, return_exceptions=True)
        if self._connection is not None:
            await self._connection.close()

    @property
    def chat(self) -> list[str]:
        """The texts told, in the order of their numbers."""
        told = (self.numbered[number] for number in sorted(self.numbered))
        return [one["data"]["text"] for one in told if one["type"] == "chat.message"]

    @property
    def missing(self) -> list[int]:
        """Numbers between the first and the last that were never told."""
        told = {*self.numbered, self.started_at}
        return sorted(set(range(self.started_at, max(told) + 1)) - told)

    async def say(self, text: str) -> None:
        """Send a chat message, once. Raises NotSaid when nobody said that it arrived."""
        connection = self._connection
        if connection is None:
            raise NotSaid("not connected")
        identifier = str(next(self._ids))
        answer = self._pending[identifier] = asyncio.get_running_loop().create_future()
        try:
            await connection.send(
                json.dumps({"type": "chat.send", "id": identifier, "data": {"text": text}})
            )
            await asyncio.wait_for(answer, ANSWER_SECONDS)
        except (WebSocketException, TimeoutError) as error:
            raise NotSaid(text) from error

    async def until_back(self, seconds: float) -> None:
        """Wait until it is connected."""
        await asyncio.wait_for(self._is_open.wait(), seconds)

    async def until_told(self, count: int, seconds: float) -> None:
        """Wait until that many chat messages were told."""
        async with asyncio.timeout(seconds), self._told:
            await self._told.wait_for(lambda: len(self.chat) >= count)

    async def _run(self) -> None:
        url, attempt = self.first_url, 0
        while True:
            try:
                url = url or await self._fresh_url()
                await self._hear(url)
                attempt = 0
            except (Refused, OSError, WebSocketException, TimeoutError):
                pass
            if self.closed_for:
                return
            url = ""
            await asyncio.sleep(_pause_before(attempt))
            attempt += 1

    async def _hear(self, url: str) -> None:
        since = max([*self.numbered, self.started_at])
        address = f"{url}&since={since}" if since else url
        async with connect(address, origin=Origin(self.origin), compression=None) as connection:
            try:
                async for frame in connection:
                    self._take(json.loads(frame), connection)
                    async with self._told:
                        self._told.notify_all()
            finally:
                self._lose(connection)

    def _take(self, message: dict[str, Any], connection: ClientConnection) -> None:
        if self._connection is None:
            self._connection = connection
            self._is_open.set()
            if self.breaks and self.breaks[-1].back_at is None:
                self.breaks[-1].back_at = time.monotonic()
        if message["type"] == "welcome" and not self.started_at:
            self.started_at = message["data"]["seq"]
        if "seq" in message:
            self.numbered[message["seq"]] = message
        if message["type"] in {"ack", "error"}:
            self._settle(message)

    def _settle(self, message: dict[str, Any]) -> None:
        answer = self._pending.pop(message["data"]["id"] or "", None)
        if answer is None or answer.done():
            return
        if message["type"] == "ack":
            answer.set_result(None)
        else:
            answer.set_exception(NotSaid(message["data"]["code"]))

    def _lose(self, connection: ClientConnection) -> None:
        code = connection.close_code or 1006
        if self._connection is not None:
            self.breaks.append(Break(code, time.monotonic()))
        self._connection = None
        self._is_open.clear()
        self.closed_for = code if code in FOR_GOOD else 0
        for answer in self._pending.values():
            if not answer.done():
                answer.set_exception(NotSaid("the connection broke"))
        self._pending.clear()

    async def _fresh_url(self) -> str:
        answer = await self.app.ask(documents.TICKET, bearer=self.bearer, event=self.event)
        return str(answer["personalShopperEventSocketTicket"]["socketUrl"])


def _pause_before(attempt: int) -> float:
    base = 0.5 if attempt == 0 else min(10.0, 2.0 ** (attempt - 1))
    return base * (0.5 + random.random())
