"""How much of a core a process uses, and how late its clock is."""

_WINDOW_SECONDS = 2.0


class LoadMeter:
    """Measures over windows of two seconds; all times in seconds, `now` monotonic."""

    def __init__(self) -> None:
        self.cpu = 0.0
        """Share of one core, over the last whole window."""
        self.lag = 0.0
        """How late the clock was on average: one hiccup is no overload."""
        self._begin: tuple[float, float] | None = None
        self._lags: list[float] = []

    def look(self, *, cpu: float, lag: float, now: float) -> None:
        """`cpu` is the processor time used so far, `lag` how late this very look is."""
        self._lags.append(lag)
        if self._begin is None:
            self._begin = (cpu, now)
            return
        before, since = self._begin
        if now - since >= _WINDOW_SECONDS:
            self.cpu = (cpu - before) / (now - since)
            self.lag = sum(self._lags) / len(self._lags)
            self._begin, self._lags = (cpu, now), []
