"""A numbered list of what happened to sessions, for the web process to read by long poll."""

import asyncio
import contextlib
import secrets
from collections import deque
from collections.abc import Sequence
from typing import Any

from .messages import Change, ChangeKind, Changes

_KEPT = 1000


class ChangeLog:
    """Keeps the last thousand changes and wakes those who wait for the next one."""

    def __init__(self) -> None:
        self.worker = secrets.token_hex(8)
        self._changes: deque[Change] = deque(maxlen=_KEPT)
        self._last = 0
        self._grown = asyncio.Event()

    def add(
        self,
        *,
        event: str,
        participant: str,
        kind: ChangeKind,
        session: str = "",
        quality: dict[str, Any] | None = None,
        slots: Sequence[str | None] | None = None,
    ) -> None:
        """Append a change and wake all waiting readers."""
        self._last += 1
        known = None if slots is None else tuple(slots)
        self._changes.append(Change(self._last, event, session, participant, kind, quality, known))
        self._grown.set()
        self._grown = asyncio.Event()

    def after(self, number: int) -> Changes:
        """What came after the change with this number.

        A number from the future is that of an earlier worker process: everything is news.
        """
        start = 0 if number > self._last else number
        known = tuple(change for change in self._changes if change.number > start)
        missed = start < self._last - len(self._changes) or number > self._last
        return Changes(worker=self.worker, last=self._last, missed=missed, changes=known)

    async def wait_after(self, number: int, *, seconds: float) -> Changes:
        """Like `after`, but waits up to `seconds` for something to tell."""
        if number == self._last:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._grown.wait(), timeout=seconds)
        return self.after(number)
