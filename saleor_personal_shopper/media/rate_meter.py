"""How many bits per second pass."""


class RateMeter:
    """Measures over the last one to two seconds; `now` is monotonic, in seconds.

    Says 0 during the first second, in which one keyframe would look like a flood.
    """

    def __init__(self) -> None:
        self._window_start: float | None = None
        self._octets = 0
        self._previous: tuple[int, float] | None = None

    def add(self, octets: int, *, now: float) -> None:
        """Note that this many octets passed."""
        if self._window_start is None:
            self._window_start = now
        elif now - self._window_start >= 1.0:
            self._previous = (self._octets, now - self._window_start)
            self._window_start, self._octets = now, 0
        self._octets += octets

    def bitrate(self, *, now: float) -> float:
        """Bits per second; 0 before there is enough to measure and after a silence."""
        if self._window_start is None or now - self._window_start > 3.0:
            return 0.0
        octets, seconds = self._octets, now - self._window_start
        if self._previous is not None:
            octets, seconds = octets + self._previous[0], seconds + self._previous[1]
        return octets * 8 / seconds if seconds >= 1.0 else 0.0
