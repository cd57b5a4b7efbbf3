"""How much a publisher may send, so that its slowest subscriber can still follow.

A browser's receiver-side estimate (REMB) never exceeds about 1.5 times what it receives. So an
estimate above the current rate is no limit; one below it means the path is overloaded.
"""

from dataclasses import dataclass

UNLIMITED = 20_000_000
"""Bits per second that lift an earlier limit."""

_MINIMUM = 100_000
_OVERLOADED = 0.95
_RECOVERY_PER_SECOND = 1.15
_RELEASED_AT = 4.0


@dataclass
class _Subscriber:
    estimate: int
    limit: float | None = None
    updated_at: float = 0.0


class PublisherLimit:
    """Collects the subscribers' estimates; rates in bits per second, `now` in seconds."""

    def __init__(self) -> None:
        self._subscribers: dict[int, _Subscriber] = {}

    def estimated(self, subscriber: int, estimate: int, *, rate: float, now: float) -> None:
        """A subscriber that is being sent `rate` estimates its path at `estimate`."""
        known = self._subscribers.setdefault(subscriber, _Subscriber(estimate, updated_at=now))
        known.estimate = estimate
        if estimate < rate * _OVERLOADED:
            known.limit = max(_MINIMUM, estimate)
        elif known.limit is not None:
            elapsed = max(0.0, now - known.updated_at)
            known.limit *= _RECOVERY_PER_SECOND**elapsed
            if known.limit > min(UNLIMITED, _RELEASED_AT * max(rate, _MINIMUM)):
                known.limit = None
        known.updated_at = now

    def forget(self, subscriber: int) -> None:
        """The subscriber left, so it limits nobody any more."""
        self._subscribers.pop(subscriber, None)

    def bitrate(self) -> int:
        """The lowest limit of all subscribers, or UNLIMITED."""
        limits = [known.limit for known in self._subscribers.values() if known.limit is not None]
        return int(min(limits, default=UNLIMITED))
