"""Requests wait in line for their turn, so that a rush is answered late rather than refused.

Whoever waits holds neither a thread nor a connection to PostgreSQL.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakKeyDictionary

from django.conf import settings

LONGEST_WAIT = 30.0
"""Seconds; who waits longer is told to come again."""
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Semaphore] = WeakKeyDictionary()


class LineTooLong(Exception):
    """Nobody's turn came in time: ask again later."""


@asynccontextmanager
async def in_line() -> AsyncIterator[None]:
    """Wait for a turn and keep it meanwhile. Raises LineTooLong."""
    turns = _turns.setdefault(asyncio.get_running_loop(), asyncio.Semaphore(settings.API_AT_ONCE))
    try:
        await asyncio.wait_for(turns.acquire(), LONGEST_WAIT)
    except TimeoutError as error:
        raise LineTooLong from error
    try:
        yield
    finally:
        turns.release()
