"""A limit on how often something may happen."""


class TokenBucket:
    """Allows `rate` units a second on average and `burst` at once; drops, never queues."""

    def __init__(self, *, rate: float, burst: float) -> None:
        self._rate = rate
        self._burst = burst
        self._tokens = burst
        self._filled_at: float | None = None

    def take(self, amount: float, *, now: float) -> bool:
        """Take `amount` units if they are there; `now` is monotonic, in seconds."""
        if self._filled_at is not None:
            refill = (now - self._filled_at) * self._rate
            self._tokens = min(self._burst, self._tokens + refill)
        self._filled_at = now
        if amount > self._tokens:
            return False
        self._tokens -= amount
        return True
