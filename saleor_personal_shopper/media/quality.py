"""How well a participant's connection carries the call: from figures to one word.

Pure, and the only place that knows the thresholds. The delays follow ITU-T G.114: people talk at
ease up to 150 ms one way and hardly beyond 400 ms.
"""

import enum
from collections.abc import Iterable
from dataclasses import dataclass

_FAIR_LOSS, _POOR_LOSS = 0.03, 0.10
_FAIR_ROUND_TRIP, _POOR_ROUND_TRIP = 0.3, 0.8
_FAIR_JITTER, _POOR_JITTER = 0.03, 0.10

WORSE_SECONDS = 2.0
"""So long a connection must be worse before that is said."""

BETTER_SECONDS = 5.0
"""So long it must be better, so that a word does not flicker."""

_KEPT = 0.7
"""How much of the loss of before counts in the loss of now."""


class Quality(enum.StrEnum):
    """SILENT is the worst: nothing arrives at all."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    SILENT = "silent"


_RANK = {quality: rank for rank, quality in enumerate(Quality)}


@dataclass(frozen=True)
class Figures:
    """Of one participant over the last second, the worse of both ways; None where nothing tells.

    `loss` is a share from 0 to 1, `round_trip` and `jitter` are seconds, rates bits per second.
    """

    loss: float | None = None
    round_trip: float | None = None
    jitter: float | None = None
    bitrate_up: int = 0
    bitrate_down: int = 0


@dataclass(frozen=True)
class Reading:
    """What one stream tells of its way; `loss` is a share, the others are seconds."""

    loss: float | None = None
    round_trip: float | None = None
    jitter: float | None = None


def mean(values: Iterable[float | None]) -> float:
    """Of what is known; 0 where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else 0.0


def quality_of(figures: Figures) -> Quality:
    """The word for these figures; what is not known does not count."""
    verdicts = (
        _verdict(figures.loss, _FAIR_LOSS, _POOR_LOSS),
        _verdict(figures.round_trip, _FAIR_ROUND_TRIP, _POOR_ROUND_TRIP),
        _verdict(figures.jitter, _FAIR_JITTER, _POOR_JITTER),
    )
    return max(verdicts, key=_RANK.__getitem__)


def _verdict(value: float | None, fair: float, poor: float) -> Quality:
    if value is None or value < fair:
        return Quality.GOOD
    return Quality.FAIR if value < poor else Quality.POOR


def smoothed(loss: float | None, before: float | None) -> float | None:
    """A loss over some seconds: in one second a single packet of sound is two percent."""
    if loss is None or before is None:
        return loss
    return before * _KEPT + loss * (1 - _KEPT)


class Judgement:
    """What was last said of one participant, and what would be said if it lasts."""

    def __init__(self) -> None:
        self.said: Quality | None = None
        self._other: Quality | None = None
        self._since = 0.0

    def hear(self, quality: Quality, *, now: float) -> bool:
        """Note the quality of this moment; True when it is to be said now."""
        if quality is self.said:
            self._other = None
            return False
        if quality is not self._other:
            self._other, self._since = quality, now
        if now - self._since < self._patience(quality):
            return False
        self.said, self._other = quality, None
        return True

    def _patience(self, quality: Quality) -> float:
        # Silence was waited for already, and its end is the end of it.
        if self.said is None or Quality.SILENT in (quality, self.said):
            return 0.0
        return WORSE_SECONDS if _RANK[quality] > _RANK[self.said] else BETTER_SECONDS
