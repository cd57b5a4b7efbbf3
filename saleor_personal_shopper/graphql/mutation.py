"""The frame of every mutation: what is refused becomes `errors`."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import strawberry

from .errors import Payload

P = TypeVar("P", bound=Payload)


def mutation(resolver: Callable[..., Awaitable[P]]) -> Any:
    """A root field from `resolver`, described by its docstring."""
    return strawberry.mutation(resolver=resolver, description=inspect.getdoc(resolver))
