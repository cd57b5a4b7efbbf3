"""A circuit breaker: when a Saleor keeps failing, stop waiting for it for a while."""

from __future__ import annotations

import threading

MANY_FAILURES = 5
FEW_FAILURES = 2
FAILING_SECONDS = 5.0
OPEN_SECONDS = 30.0


class CircuitBreaker:
    """Closed it lets all through; open none; half-open one, whose outcome decides.

    It opens after five failures in a row, or after two of them five seconds apart, so that a
    Saleor that never answers is noticed as soon as one that refuses at once. Times are seconds of
    a monotonic clock.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._failures = 0
        self._failing_since = 0.0
        self._open_until: float | None = None

    def allows(self, now: float) -> bool:
        """Whether a call may go out; after the pause, one call may, to try."""
        with self._lock:
            if self._open_until is None:
                return True
            if now < self._open_until:
                return False
            self._open_until = now + OPEN_SECONDS
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0
            self._open_until = None

    def failed(self, started: float, now: float) -> None:
        """Note a failure of a call that began at `started`."""
        with self._lock:
            if self._failures == 0:
                self._failing_since = started
            self._failures += 1
            lasting = now - self._failing_since >= FAILING_SECONDS
            if self._failures >= MANY_FAILURES or (self._failures >= FEW_FAILURES and lasting):
                self._open_until = now + OPEN_SECONDS

    def rest(self, until: float) -> None:
        """Let no call out until then, since Saleor itself asked for the pause."""
        with self._lock:
            self._open_until = max(until, self._open_until or until)
