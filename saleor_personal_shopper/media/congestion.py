"""How much a publisher may send, so that its slowest subscriber can still follow.

A browser's receiver-side estimate (REMB) grows only to about 1.5 times what it receives, so a low
one means nothing by itself. One that falls, and falls below the current rate, means that the path
is overloaded: browsers send it at once when queues grow.
"""

from dataclasses import dataclass

UNLIMITED = 20_000_000
"""Bits per second that lift an earlier limit."""

_MINIMUM = 100_000
_FALLEN = 0.97
_OVERLOADED = 0.95
_RECOVERY_PER_SECOND = 1.2


@dataclass
class _Subscriber:
    estimate: int
    limit: float
    updated_at: float


class PublisherLimit:
    """Collects the subscribers' estimates; rates in bits per second, `now` in seconds."""

    def __init__(self) -> None:
        self._subscribers: dict[int, _Subscriber] = {}

    def estimated(self, subscriber: int, estimate: int, *, rate: float, now: float) -> None:
        """A subscriber that is being sent `rate` estimates its path at `estimate`."""
        known = self._subscribers.get(subscriber)
        if known is None:
            self._subscribers[subscriber] = _Subscriber(estimate, UNLIMITED, now)
            return
        if estimate < known.estimate * _FALLEN and estimate < rate * _OVERLOADED:
            known.limit = max(_MINIMUM, estimate)
        else:
            grown = known.limit * _RECOVERY_PER_SECOND ** (now - known.updated_at)
            known.limit = min(UNLIMITED, grown)
        known.estimate = estimate
        known.updated_at = now

    def forget(self, subscriber: int) -> None:
        """The subscriber left, so it limits nobody any more."""
        self._subscribers.pop(subscriber, None)

    def bitrate(self) -> int:
        """The lowest limit of all subscribers, or UNLIMITED."""
        return int(min((known.limit for known in self._subscribers.values()), default=UNLIMITED))
