"""One at a time across all processes, by PostgreSQL's advisory locks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def try_advisory_lock(name: str) -> Iterator[bool]:
    """Hold the lock `name` if nobody does; yields whether we hold it. Never waits.

    The lock belongs to the database session, so it also ends when the process dies.
    """
    key = _key(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        held = bool(cursor.fetchone()[0])
    try:
        yield held
    finally:
        if held:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


def _key(name: str) -> int:
    """PostgreSQL names advisory locks by a signed 64-bit number."""
    digest = hashlib.sha256(name.encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def transaction_lock(name: str) -> None:
    """Wait for the lock `name` and hold it until the transaction ends; free of deadlocks as long
    as everybody takes several in the same order."""
    transaction_locks(name)


def transaction_locks(*names: str) -> None:
    """As `transaction_lock`, several in the order given, by one query."""
    calls = ", ".join(["pg_advisory_xact_lock(%s)"] * len(names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [_key(name) for name in names])
