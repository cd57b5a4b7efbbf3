"""What a subscriber's way carries, by when each packet arrived (draft-ietf-rmcat-gcc-02 §5.5).

It tells what a browser that estimates by itself would tell in a REMB, and as often: once a second,
and at once when it falls.
"""

from collections import deque
from typing import Final

from .delay_trend import DelayTrend
from .sent_packets import SentPackets
from .transport_feedback import Arrival

_WINDOW_SECONDS: Final = 0.25
_DECREASE: Final = 0.85
_GROWTH_PER_SECOND: Final = 1.08
_AHEAD: Final = 1.5
_ALLOWANCE: Final = 10_000
_FIRST: Final = 300_000.0
_INTERVAL: Final = 1.0
_FALL_INTERVAL: Final = 0.2
"""Queues need a round trip to show what a lower rate does."""
_HOLD_SECONDS: Final = 3.0
"""After a fall nothing is dared, so that a queue drains instead of filling again at once."""
_ENOUGH_PACKETS: Final = 8
"""Fewer, as just after a silence, do not tell a rate."""


class SendSideEstimate:
    """Of one connection; rates in bits per second, `now` in monotonic seconds."""

    def __init__(self, sent: SentPackets) -> None:
        self._sent = sent
        self._trend = DelayTrend()
        self._arrived: deque[tuple[float, int]] = deque()
        self._octets = 0
        self._estimate = _FIRST
        self._grown_at: float | None = None
        self._told_at = self._fell_at = float("-inf")

    def hear(self, arrivals: list[Arrival], *, now: float) -> int | None:
        """Take feedback on packets in the order of their numbers; an estimate where one is due."""
        is_overused = False
        for number, arrived_at in arrivals:
            left = self._sent.take(number)
            if left is not None and arrived_at is not None:
                sent_at, size = left
                self._trend.add(sent_at * 1000, arrived_at * 1000)
                self._count(arrived_at, size)
                is_overused = is_overused or self._trend.is_overused
        if is_overused and now - self._fell_at >= _FALL_INTERVAL:
            return self._fall(now)
        self._grow(now)
        if now - self._told_at < _INTERVAL:
            return None
        self._told_at = now
        return int(self._estimate)

    @property
    def received(self) -> float:
        """What arrived of late."""
        return self._octets * 8 / _WINDOW_SECONDS

    def _count(self, arrived_at: float, size: int) -> None:
        self._arrived.append((arrived_at, size))
        self._octets += size
        while self._arrived[0][0] < arrived_at - _WINDOW_SECONDS:
            self._octets -= self._arrived.popleft()[1]

    def _fall(self, now: float) -> int:
        is_known = len(self._arrived) >= _ENOUGH_PACKETS
        carried = self.received if is_known else self._estimate
        self._estimate = min(self._estimate, _DECREASE * carried)
        self._fell_at = self._told_at = self._grown_at = now
        return int(self._estimate)

    def _grow(self, now: float) -> None:
        seconds = 0.0 if self._grown_at is None else now - self._grown_at
        self._grown_at = now
        is_held = now - self._fell_at < _HOLD_SECONDS
        if is_held or self._trend.is_overused or self._trend.is_draining:
            return
        grown = max(self._estimate, self.received) * _GROWTH_PER_SECOND**seconds
        self._estimate = max(self._estimate, min(grown, _AHEAD * self.received + _ALLOWANCE))
