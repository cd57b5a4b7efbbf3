"""Django's Redis cache with connections that all threads share."""

from __future__ import annotations

import functools
from typing import Any

from django.core.cache.backends.redis import RedisCache, RedisCacheClient


class SharedRedisCache(RedisCache):
    """Django keeps a client for each thread and works each request in a thread of its own, which
    would connect anew every time. The client's pools are safe to be shared.
    """

    @property
    def _cache(self) -> RedisCacheClient:
        servers: list[str] = self._servers  # type: ignore[attr-defined]
        options: dict[str, Any] = self._options  # type: ignore[attr-defined]
        return _client(tuple(servers), tuple(sorted(options.items())))


@functools.cache
def _client(servers: tuple[str, ...], options: tuple[tuple[str, Any], ...]) -> RedisCacheClient:
    return RedisCacheClient(list(servers), **dict(options))
