"""Notices that Redis was away, and has the open sockets read what they missed meanwhile.

Each web process sends itself a numbered beat a second, by the way that messages take. While beats
do not come back, messages do not come either: the sockets then look into PostgreSQL each second.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import time
import uuid
from collections.abc import Collection
from contextlib import suppress
from typing import Any, Protocol

from channels.layers import get_channel_layer

from ..core.events.models import Event
from .threads import in_thread

BEAT_SECONDS = 1.0
LATE_SECONDS = 2.0
SEND_SECONDS = 2.0
log = logging.getLogger(__name__)


class Follower(Protocol):
    """A socket that wants to miss nothing."""

    def place(self) -> tuple[uuid.UUID, int] | None:
        """The event and the last number it was told; None for what follows no event."""
        ...

    async def catch_up(self) -> None: ...


class Pulse:
    """One a process and event loop; it lives as long as somebody follows."""

    def __init__(self, layer: Any = None) -> None:
        self._layer = layer
        self._followers: set[Follower] = set()
        self._beating: asyncio.Task[None] | None = None
        self._last_beat = 0
        self._heard_at = 0.0

    def follow(self, follower: Follower) -> None:
        """Have `follower` catch up whenever messages may have been lost."""
        self._followers.add(follower)
        if self._beating is None:
            self._beating = asyncio.create_task(self._run())

    async def forget(self, follower: Follower) -> None:
        """`follower` is gone; the last one ends the beating."""
        self._followers.discard(follower)
        beating = self._beating
        if self._followers or beating is None:
            return
        self._beating = None
        beating.cancel()
        await asyncio.gather(beating, return_exceptions=True)

    async def _run(self) -> None:
        layer: Any = self._layer or get_channel_layer()
        channel = await self._own_channel(layer)
        hearing = asyncio.create_task(self._hear(layer, channel))
        try:
            for number in itertools.count(1):
                with suppress(Exception):  # what went wrong shows by the beat that does not come
                    async with asyncio.timeout(SEND_SECONDS):
                        await layer.send(channel, {"type": "pulse.beat", "number": number})
                await asyncio.sleep(BEAT_SECONDS)
                if time.monotonic() - self._heard_at > LATE_SECONDS:
                    await self._read_missed(is_over=False)
        finally:
            hearing.cancel()
            await asyncio.gather(hearing, return_exceptions=True)

    async def _own_channel(self, layer: Any) -> str:
        while True:
            try:
                return str(await layer.new_channel())
            except Exception as error:  # Redis is away from the start
                log.warning("No pulse yet: %s", type(error).__name__)
                await self._read_missed(is_over=False)
                await asyncio.sleep(BEAT_SECONDS)

    async def _hear(self, layer: Any, channel: str) -> None:
        self._heard_at, self._last_beat = time.monotonic(), 0
        while True:
            beat = await layer.receive(channel)
            missed = beat["number"] != self._last_beat + 1
            self._last_beat, self._heard_at = beat["number"], time.monotonic()
            if missed:
                log.warning("Redis is there again; reading what was missed")
                await self._read_missed(is_over=True)

    async def _read_missed(self, *, is_over: bool) -> None:
        """Have those catch up who are behind; who follows no event, once it is over."""
        try:
            places = {follower: follower.place() for follower in list(self._followers)}
            events = {place[0] for place in places.values() if place}
            newest = await in_thread(_newest_numbers, events) if events else {}
            behind = [
                follower
                for follower, place in places.items()
                if (newest.get(place[0], 0) > place[1] if place else is_over)
            ]
            await asyncio.gather(*(one.catch_up() for one in behind), return_exceptions=True)
        except Exception:  # PostgreSQL may be away too; the next beat tries again
            log.exception("Reading what was missed failed")


_pulses: dict[asyncio.AbstractEventLoop, Pulse] = {}


def pulse() -> Pulse:
    """The pulse of the running event loop."""
    loop = asyncio.get_running_loop()
    for other in [one for one in _pulses if one.is_closed()]:
        del _pulses[other]
    return _pulses.setdefault(loop, Pulse())


def _newest_numbers(events: Collection[uuid.UUID]) -> dict[uuid.UUID, int]:
    rows = Event.objects.across_installations().filter(pk__in=events)
    return dict(rows.values_list("pk", "last_seq"))
