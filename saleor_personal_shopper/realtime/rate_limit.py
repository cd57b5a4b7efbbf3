"""How fast a client may speak (S18)."""

from __future__ import annotations

PER_SECOND = 20.0
BURST = 60.0


class TokenBucket:
    """Lets `burst` messages pass at once and `per_second` in the long run.

    Time comes from the caller, in seconds of any monotonic clock.
    """

    def __init__(self, *, now: float, per_second: float = PER_SECOND, burst: float = BURST) -> None:
        self._per_second = per_second
        self._burst = burst
        self._tokens = burst
        self._at = now

    def take(self, *, now: float) -> bool:
        """Whether one more message may pass now."""
        grown = self._tokens + (now - self._at) * self._per_second
        self._tokens = min(self._burst, grown)
        self._at = now
        if self._tokens < 1:
            return False
        self._tokens -= 1
        return True
