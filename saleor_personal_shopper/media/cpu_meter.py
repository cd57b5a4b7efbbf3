"""How much of a core a process uses."""

_WINDOW_SECONDS = 2.0


class CpuMeter:
    """Measures over windows of two seconds; all times in seconds, `now` monotonic."""

    def __init__(self) -> None:
        self.share = 0.0
        """Of one core, over the last whole window."""
        self._begin: tuple[float, float] | None = None

    def look(self, *, cpu: float, now: float) -> None:
        """`cpu` is the processor time that the process has used so far."""
        if self._begin is None:
            self._begin = (cpu, now)
            return
        before, since = self._begin
        if now - since >= _WINDOW_SECONDS:
            self.share = (cpu - before) / (now - since)
            self._begin = (cpu, now)
