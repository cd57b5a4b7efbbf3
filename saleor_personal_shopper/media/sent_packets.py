"""What was sent to a subscriber, under numbers that count through all streams of a connection.

Transport-wide congestion control, draft-holmer-rmcat-transport-wide-cc-extensions-01.
"""

from collections import deque
from typing import Final

from .rtp_packet import sequence_difference

_KEPT: Final = 1024
"""Half a second of the most that a peer is sent, where feedback comes ten times a second."""


class SentPackets:
    """Remembers when each packet left, and its size in octets, until feedback on it comes."""

    def __init__(self) -> None:
        self._next = 0
        self._waiting: deque[tuple[int, float, int]] = deque(maxlen=_KEPT)

    def stamp(self, size: int, *, now: float) -> bytes:
        """The number of a packet that leaves now, as its header extension carries it."""
        number = self._next
        self._next = (number + 1) & 0xFFFF
        self._waiting.append((number, now, size))
        return number.to_bytes(2, "big")

    def take(self, number: int) -> tuple[float, int] | None:
        """When the packet with this number left, and its size; None where it is not known.

        Numbers are asked for in their order: those before it are forgotten.
        """
        while self._waiting and sequence_difference(self._waiting[0][0], number) < 0:
            self._waiting.popleft()
        if not self._waiting or self._waiting[0][0] != number:
            return None
        _, left_at, size = self._waiting.popleft()
        return left_at, size
