"""Finds the highest rate that a server carries without loss."""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from statistics import quantiles

RATES = (25, 50, 100, 150, 200, 250, 300, 400, 500, 600, 800, 1000, 1300, 1600, 2000, 3000)
LATEST_SECONDS = 0.15
"""The 95th percentile of the delay up to which a talk feels like one."""


@dataclass(frozen=True)
class Outcome:
    """What became of the messages sent at one rate; `delays` in seconds, of those that came."""

    sent: int
    delays: tuple[float, ...]

    @property
    def lost(self) -> int:
        return self.sent - len(self.delays)

    @property
    def p95(self) -> float:
        return quantiles(self.delays, n=20)[-1] if len(self.delays) > 1 else float("inf")

    @property
    def is_good(self) -> bool:
        """Nothing lost, and nobody waits noticeably."""
        return self.lost == 0 and self.p95 <= LATEST_SECONDS


async def highest_good(
    attempt: Callable[[int], Awaitable[Outcome]], rates: Iterable[int] = RATES
) -> int:
    """The last rate before the first that is not good; 0 when even the lowest is not."""
    best = 0
    for rate in rates:
        if not (await attempt(rate)).is_good:
            break
        best = rate
    return best
