"""Requests wait in line for their turn, so that a rush is answered late rather than refused.

Whoever waits holds neither a thread nor a connection to PostgreSQL; whoever waits for Saleor lets
others pass meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from django.conf import settings

from ..core.waiting import current_turn

LONGEST_WAIT = 30.0
"""Seconds; who waits longer is told to come again."""
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class LineTooLong(Exception):
    """Nobody's turn came in time: ask again later."""


class Place:
    """A turn. Its state changes in the event loop alone, whoever asks for it."""

    def __init__(self, turns: asyncio.Semaphore) -> None:
        self._turns = turns
        self._loop = asyncio.get_running_loop()
        self._is_held = True
        self._is_over = False

    def give_back(self) -> None:
        """Let the next come; from any thread."""
        self._loop.call_soon_threadsafe(self._release)

    def take_again(self) -> None:
        """Wait in line once more; from a thread of a worker. Nothing once the request is over."""
        asyncio.run_coroutine_threadsafe(self._acquire(), self._loop).result()

    def end(self) -> None:
        """The request is over, even if a thread still works for it."""
        self._is_over = True
        self._release()

    def _release(self) -> None:
        if self._is_held:
            self._is_held = False
            self._turns.release()

    async def _acquire(self) -> None:
        if self._is_over:
            return
        await self._turns.acquire()
        self._is_held = True
        if self._is_over:
            self._release()


@asynccontextmanager
async def in_line() -> AsyncIterator[None]:
    """Wait for a turn and keep it meanwhile. Raises LineTooLong."""
    turns = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(settings.API_AT_ONCE))
    try:
        await asyncio.wait_for(turns.acquire(), LONGEST_WAIT)
    except TimeoutError as error:
        raise LineTooLong from error
    place = Place(turns)
    token = current_turn.set(place)
    try:
        yield
    finally:
        current_turn.reset(token)
        place.end()
