"""Letting others pass while one waits for somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

from django.db import connection


class Turn(Protocol):
    """A place among the requests that are worked on at once."""

    def give_back(self) -> None: ...

    def take_again(self) -> None:
        """Wait for another one; blocks the thread."""
        ...


current_turn: ContextVar[Turn | None] = ContextVar("current_turn", default=None)


@contextmanager
def stepped_aside() -> Iterator[None]:
    """Wait inside for somebody else, holding neither a turn nor a connection to PostgreSQL.

    In a transaction both are kept, since it needs its connection.
    """
    turn = current_turn.get()
    if turn is None or connection.in_atomic_block:
        yield
        return
    release_connection()
    turn.give_back()
    try:
        yield
    finally:
        turn.take_again()


def release_connection() -> None:
    """Give the connection back to the pool, unless a transaction needs it."""
    if not connection.in_atomic_block:
        connection.close()
