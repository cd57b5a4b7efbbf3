"""What Redis keeps for the core: nothing that may not be lost, with all of Redis, at any moment."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

T = TypeVar("T")
LOST = (RedisError, OSError)
log = logging.getLogger(__name__)


class ExpendableLost(Exception):
    """Redis does not answer, and without it this cannot be told: try again shortly."""


def recall(key: str) -> Any:
    """What was kept under a key; None when nothing (any more)."""
    return _or_else(None, lambda: cache.get(key))


def keep(key: str, value: Any, *, seconds: int) -> None:
    """Keep a value so long, if Redis pleases."""
    _or_else(None, lambda: cache.set(key, value, seconds))


def count(key: str, *, seconds: int) -> int:
    """Count one more in a window of `seconds`; how many there are now.

    While Redis is lost everything is the first: rates are then not limited, but calls go on.
    """
    return _or_else(1, lambda: _count(key, seconds))


def claim(key: str, *, seconds: int) -> bool:
    """Whether this is the first claim within `seconds`. Raises ExpendableLost."""
    try:
        return bool(cache.add(key, 1, timeout=seconds))
    except LOST as error:
        raise ExpendableLost from error


def _count(key: str, seconds: int) -> int:
    cache.add(key, 0, timeout=seconds)
    try:
        return int(cache.incr(key))
    except ValueError:  # the window closed between the two calls
        return 1


def _or_else(default: T, ask: Callable[[], T]) -> T:
    try:
        return ask()
    except LOST as error:
        log.warning("Redis was not there: %s", type(error).__name__)
        return default
