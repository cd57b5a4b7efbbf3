"""Which worker takes a room: decided once for each call, by what the workers carry."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_CPU = 0.8
"""Share of a core from which on a worker takes no further call (running ones keep quality)."""
MOST_LAG_MS = 50.0


@dataclass(frozen=True)
class Load:
    """What a worker carries. `cpu` is its share of one core, `lag_ms` how late its clock is."""

    worker: int
    rooms: int
    peers: int = 0
    cpu: float = 0.0
    lag_ms: float = 0.0

    @property
    def is_too_much(self) -> bool:
        """Whether another call would cost the running ones, if there are any, their quality."""
        return self.peers > 0 and (self.cpu > MOST_CPU or self.lag_ms > MOST_LAG_MS)


def least_loaded(loads: Iterable[Load]) -> int | None:
    """The worker for the next room; None when all have enough to do."""
    able = [load for load in loads if not load.is_too_much]
    best = min(able, key=lambda load: (load.peers, load.rooms, load.worker), default=None)
    return None if best is None else best.worker
