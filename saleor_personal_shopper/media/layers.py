"""Which size of a picture a subscriber gets: the largest that he shows and his way carries.

Pure: figures in, a place in the list out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_AIR = 1.2
_FIRST_PATIENCE = 3.0
_LONGEST_PATIENCE = 48.0
_PROVEN_SECONDS = 15.0


@dataclass(frozen=True)
class LayerFigures:
    """One size of a picture: `bitrate` in bits per second; whether packets of it come."""

    pixels: int
    bitrate: float
    flows: bool


class LayerChoice:
    """For one subscriber. Down at once; up by one, with some air, if that lasts a while.

    Each step up that his way did not carry makes the next wait twice as long.
    """

    def __init__(self) -> None:
        self._small = False
        self._patience = _FIRST_PATIENCE
        self._room_since: float | None = None
        self._rose_at = float("-inf")

    def look(
        self,
        layers: Sequence[LayerFigures],
        *,
        current: int | None,
        available_bitrate: float,
        small: bool,
        now: float,
    ) -> int | None:
        """Which layer to send; None while none flows yet. To be called once a second.

        `small`: the picture is shown at the edge, where the smallest size will do.
        """
        has_turned, self._small = small is not self._small, small
        flowing = sorted(
            (number for number, layer in enumerate(layers) if layer.flows),
            key=lambda number: (layers[number].pixels, layers[number].bitrate),
        )
        if not flowing:
            return current
        fitting = [one for one in flowing if layers[one].bitrate <= available_bitrate]
        best = flowing[0] if small or not fitting else fitting[-1]
        if current not in flowing or has_turned:
            return best
        rank = flowing.index(current)
        if flowing.index(best) <= rank:
            self._fall(has_fallen=best != current, now=now)
            return best
        following = flowing[rank + 1]
        has_air = layers[following].bitrate * _AIR <= available_bitrate
        return following if self._rises(has_air=has_air, now=now) else current

    def _fall(self, *, has_fallen: bool, now: float) -> None:
        self._room_since = None
        if now - self._rose_at >= _PROVEN_SECONDS:
            self._patience = _FIRST_PATIENCE
        elif has_fallen:
            self._patience = min(_LONGEST_PATIENCE, self._patience * 2)

    def _rises(self, *, has_air: bool, now: float) -> bool:
        if not has_air:
            self._room_since = None
            return False
        if self._room_since is None:
            self._room_since = now
        if now - self._room_since < self._patience:
            return False
        self._room_since, self._rose_at = None, now
        return True
