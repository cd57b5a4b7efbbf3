"""How much may be sent again to one subscriber.

A way that is too narrow loses packets because too much is sent; sending those again without measure
would fill it with repetitions, at the cost of the voice.
"""

_SHARE = 0.5
"""Of what is sent; enough where a third is lost, of the repetitions, too."""
_AT_ONCE = 150_000
"""What a short silence of the network loses is better sent at once than long after its time."""

_FIRST_ROUND_TRIP = 0.1
_KEPT = 512


class Resends:
    """Decides packet by packet; sizes in octets, `now` in monotonic seconds."""

    def __init__(self) -> None:
        self.round_trip = _FIRST_ROUND_TRIP
        """Seconds to the subscriber and back: sooner he cannot know what was sent again."""
        self._left = float(_AT_ONCE)
        self._sent = 0
        self._again_at: dict[int, float] = {}

    def allow(self, sequence_number: int, size: int, *, sent: int, now: float) -> bool:
        """Whether this packet may go once more, after `sent` octets have gone in all."""
        self._left = min(float(_AT_ONCE), self._left + _SHARE * (sent - self._sent))
        self._sent = sent
        is_on_its_way = now - self._again_at.get(sequence_number, float("-inf")) < self.round_trip
        if is_on_its_way or size > self._left:
            return False
        self._left -= size
        self._remember(sequence_number, now)
        return True

    def _remember(self, sequence_number: int, now: float) -> None:
        self._again_at.pop(sequence_number, None)
        self._again_at[sequence_number] = now
        if len(self._again_at) > _KEPT:
            del self._again_at[next(iter(self._again_at))]
