"""Tells web processes that this node is there, for as long as it runs."""

import asyncio
import contextlib
from collections.abc import Callable

from redis.asyncio import Redis
from redis.exceptions import RedisError

from ..log import log
from ..registry import LIFETIME_MS, NODES, SECONDS, NodeState, key_of

_TIMEOUT_SECONDS = 1.0


async def keep_registered(redis_url: str, state: Callable[[], NodeState]) -> None:
    """Run until it is cancelled, then take the node off the list."""
    client = Redis.from_url(
        redis_url, socket_timeout=_TIMEOUT_SECONDS, socket_connect_timeout=_TIMEOUT_SECONDS
    )
    try:
        while True:
            try:
                await _tell(client, state())
            except (RedisError, OSError) as error:
                log.error("node.not-registered", error=type(error).__name__)
            await asyncio.sleep(SECONDS)
    finally:
        with contextlib.suppress(RedisError, OSError):
            await client.delete(key_of(state().address))
        await client.aclose()


async def _tell(client: Redis, state: NodeState) -> None:
    async with client.pipeline(transaction=True) as pipeline:
        pipeline.sadd(NODES, state.address)
        pipeline.set(key_of(state.address), state.to_json(), px=LIFETIME_MS)
        await pipeline.execute()
