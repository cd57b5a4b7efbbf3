"""Whether packets take longer and longer to arrive, so that a queue grows on their way.

The trendline filter and the adaptive threshold of Google's congestion control
(draft-ietf-rmcat-gcc-02 §5.3-5.5, and Carlucci et al., "Congestion Control for Web Real-Time
Communication", 2017). All times here are in milliseconds.
"""

from collections import deque
from typing import Final

_BURST: Final = 5.0
"""Packets that leave within so long are one group."""
_STALE: Final = 2000.0
"""After such a rest a comparison of arrivals says nothing."""
_WINDOW: Final = 20
_SMOOTHING: Final = 0.9
_GAIN: Final = 4.0
_MOST_DELTAS: Final = 60
_OVERUSE_TIME: Final = 10.0
_FIRST_THRESHOLD: Final = 12.5
_LEAST_THRESHOLD: Final = 6.0
_MOST_THRESHOLD: Final = 600.0
_RISES: Final = 0.0087
_FALLS: Final = 0.039
_MOST_STEP: Final = 100.0
_OUTLIER: Final = 15.0


class _Group:
    """Packets that left together: when the first and the last left, and the last arrived."""

    __slots__ = ("arrived", "began", "sent")

    def __init__(self, sent: float, arrived: float) -> None:
        self.began = self.sent = sent
        self.arrived = arrived

    def takes(self, sent: float, arrived: float) -> bool:
        """Whether a packet belongs to it, or caught up with it where something held both."""
        gap = arrived - self.arrived
        has_caught_up = gap <= _BURST and gap < sent - self.sent
        return sent - self.began <= _BURST or has_caught_up

    def add(self, sent: float, arrived: float) -> None:
        self.sent = max(self.sent, sent)
        self.arrived = max(self.arrived, arrived)


class DelayTrend:
    """Fed with the packets of one connection, in the order in which they left."""

    def __init__(self) -> None:
        self._group: _Group | None = None
        self._before: _Group | None = None
        self._line = _Line()
        self._detector = _Detector()

    @property
    def is_overused(self) -> bool:
        """A queue grows."""
        return self._detector.is_overused

    @property
    def is_draining(self) -> bool:
        """A queue shrinks."""
        return self._detector.is_draining

    def add(self, sent: float, arrived: float) -> None:
        """A packet left and arrived, each by the clock of its end."""
        if self._group is not None and sent - self._group.sent > _STALE:
            self._group = self._before = None
            self._line = _Line()
        if self._group is None:
            self._group = _Group(sent, arrived)
        elif self._group.takes(sent, arrived):
            self._group.add(sent, arrived)
        else:
            self._compare(self._before, self._group)
            self._before, self._group = self._group, _Group(sent, arrived)

    def _compare(self, before: _Group | None, group: _Group) -> None:
        if before is None:
            return
        between_sent, between_arrived = group.sent - before.sent, group.arrived - before.arrived
        if between_arrived < 0:
            return
        self._line.add(between_arrived - between_sent, group.arrived)
        self._detector.look(
            self._line.slope, self._line.deltas, between_sent=between_sent, elapsed=between_arrived
        )


class _Line:
    """The smoothed delay over the time of arrival, and how steeply it rises."""

    def __init__(self) -> None:
        self.deltas = 0
        self.slope = 0.0
        self._delay = self._smoothed = 0.0
        self._points: deque[tuple[float, float]] = deque(maxlen=_WINDOW)

    def add(self, delta: float, arrived: float) -> None:
        self.deltas = min(_MOST_DELTAS, self.deltas + 1)
        self._delay += delta
        self._smoothed = _SMOOTHING * self._smoothed + (1 - _SMOOTHING) * self._delay
        self._points.append((arrived, self._smoothed))
        if len(self._points) == _WINDOW:
            self.slope = self._fit()

    def _fit(self) -> float:
        """The line with the least squares; flat where all arrived at once."""
        middle = sum([x for x, _ in self._points]) / _WINDOW
        level = sum([y for _, y in self._points]) / _WINDOW
        rise = sum([(x - middle) * (y - level) for x, y in self._points])
        run = sum([(x - middle) * (x - middle) for x, _ in self._points])
        return rise / run if run > 0 else 0.0


class _Detector:
    """Whether the slope is more than what is usual here, and for long enough."""

    def __init__(self) -> None:
        self.is_overused = self.is_draining = False
        self._threshold = _FIRST_THRESHOLD
        self._slope = 0.0
        self._over_for: float | None = None

    def look(self, slope: float, deltas: int, *, between_sent: float, elapsed: float) -> None:
        trend = deltas * slope * _GAIN
        before, self._slope = self._slope, slope
        if trend > self._threshold:
            self.is_draining = False
            self._look_above(between_sent, still_rises=slope >= before)
        else:
            self.is_overused, self._over_for = False, None
            self.is_draining = trend < -self._threshold
        self._adapt(abs(trend), elapsed)

    def _look_above(self, between_sent: float, *, still_rises: bool) -> None:
        over = between_sent / 2 if self._over_for is None else self._over_for + between_sent
        self._over_for = over
        if over > _OVERUSE_TIME and still_rises:
            self.is_overused, self._over_for = True, 0.0

    def _adapt(self, trend: float, elapsed: float) -> None:
        """The threshold follows what is usual, so that rivals on the way do not starve us."""
        if trend > self._threshold + _OUTLIER:
            return
        factor = _FALLS if trend < self._threshold else _RISES
        moved = self._threshold + factor * (trend - self._threshold) * min(elapsed, _MOST_STEP)
        self._threshold = min(_MOST_THRESHOLD, max(_LEAST_THRESHOLD, moved))
