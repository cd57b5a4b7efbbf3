"""Pairs of sockets that talk: one says, the other notes when it hears."""

import asyncio
import itertools
import json
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from typing import Self

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from .rate import Outcome

STRAGGLER_SECONDS = 5.0
"""How long after the last message a late one is waited for."""
LOOK_SECONDS = 0.05


@dataclass
class Pair:
    """The two sockets of one room."""

    says: ClientConnection
    hears: ClientConnection


@dataclass
class Talk:
    """All pairs, and who heard what when; use with ``async with``."""

    pairs: list[Pair] = field(default_factory=list)
    heard: dict[str, float] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        self._exits = AsyncExitStack()
        self._readers: list[asyncio.Task[None]] = []
        self._numbers = itertools.count()
        return self

    async def __aexit__(self, *failure: object) -> None:
        for reader in self._readers:
            reader.cancel()
        await asyncio.gather(*self._readers, return_exceptions=True)
        await self._exits.aclose()

    async def open(self, saying: str, hearing: str, origin: str) -> None:
        """Open one room's two sockets."""
        pair = Pair(await self._connect(saying, origin), await self._connect(hearing, origin))
        self._readers += [
            asyncio.create_task(self._run_reader(pair.hears, notes=True)),
            asyncio.create_task(self._run_reader(pair.says, notes=False)),
        ]
        self.pairs.append(pair)

    @property
    def open_sockets(self) -> int:
        every = [one for pair in self.pairs for one in (pair.says, pair.hears)]
        return sum(one.close_code is None for one in every)

    async def at(self, rate: int, seconds: float) -> Outcome:
        """Have all pairs together say `rate` messages a second, evenly, for so long."""
        sent: dict[str, float] = {}
        started = time.monotonic()
        for number, pair in zip(range(int(rate * seconds)), itertools.cycle(self.pairs)):
            await asyncio.sleep(max(0.0, started + number / rate - time.monotonic()))
            text = str(next(self._numbers))
            sent[text] = time.monotonic()
            frame = {"type": "chat.send", "id": text, "data": {"text": text}}
            with suppress(ConnectionClosed):
                await pair.says.send(json.dumps(frame))
        return await self._outcome(sent)

    async def _outcome(self, sent: dict[str, float]) -> Outcome:
        for _ in range(round(STRAGGLER_SECONDS / LOOK_SECONDS)):
            if self._all_heard(list(sent)):
                break
            await asyncio.sleep(LOOK_SECONDS)
        delays = tuple(self.heard[text] - at for text, at in sent.items() if text in self.heard)
        return Outcome(len(sent), delays)

    def _all_heard(self, texts: Sequence[str]) -> bool:
        return all(text in self.heard for text in texts)

    async def _connect(self, url: str, origin: str) -> ClientConnection:
        return await self._exits.enter_async_context(
            connect(url, origin=Origin(origin), compression=None, ping_interval=None)
        )

    async def _run_reader(self, connection: ClientConnection, *, notes: bool) -> None:
        with suppress(ConnectionClosed):
            async for frame in connection:
                now = time.monotonic()
                message = json.loads(frame)
                if notes and message["type"] == "chat.message":
                    self.heard.setdefault(message["data"]["text"], now)
