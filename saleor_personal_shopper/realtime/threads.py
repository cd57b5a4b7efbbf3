"""Synchronous work of the sockets, off the event loop and out of each other's way."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from channels.db import database_sync_to_async

T = TypeVar("T")
_DATABASE = ThreadPoolExecutor(max_workers=8, thread_name_prefix="sockets")
_SALEOR = ThreadPoolExecutor(max_workers=2, thread_name_prefix="rights")
"""What may wait for Saleor has threads of its own, so that a slow shop holds up no chat."""


async def in_thread(function: Callable[..., T], *args: object, **kwargs: object) -> T:
    """Run what only asks our own database."""
    return await _run(_DATABASE, function, *args, **kwargs)


async def in_slow_thread(function: Callable[..., T], *args: object, **kwargs: object) -> T:
    """Run what may ask Saleor."""
    return await _run(_SALEOR, function, *args, **kwargs)


async def _run(
    executor: ThreadPoolExecutor, function: Callable[..., T], *args: object, **kwargs: object
) -> T:
    call = database_sync_to_async(function, thread_sensitive=False, executor=executor)
    return await call(*args, **kwargs)
