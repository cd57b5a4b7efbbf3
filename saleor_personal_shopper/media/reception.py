"""What arrived of a publisher's stream: losses, jitter, and what to ask for again (RFC 3550)."""

from dataclasses import dataclass
from typing import Final

from .rtp_packet import sequence_difference

_MAX_DROPOUT: Final = 3000
_MAX_MISSING: Final = 256
_NACK_INTERVAL: Final = 0.05
_NACK_TRIES: Final = 10
_LOOK_INTERVAL: Final = 0.01
"""On a bad way there is much to look through, and a packet each millisecond."""


@dataclass(frozen=True)
class ReceptionReport:
    """The numbers of a receiver report block (RFC 3550 §6.4.1)."""

    fraction_lost: int
    packets_lost: int
    highest_sequence: int
    jitter: int


class _Missing:
    __slots__ = ("asked_at", "tries")

    def __init__(self) -> None:
        self.asked_at = float("-inf")
        self.tries = 0


class Reception:
    """Follows one SSRC. `clock_rate` in Hz, `now` in monotonic seconds."""

    def __init__(self, *, clock_rate: int) -> None:
        self._clock_rate = clock_rate
        self._started = False
        self._missing: dict[int, _Missing] = {}
        self._base = self._highest = self._cycles = self._received = 0
        self._reported_expected = self._reported_received = 0
        self._jitter = 0.0
        self._transit: float | None = None
        self._look_again_at = float("-inf")

    def received(self, sequence_number: int, timestamp: int, *, now: float) -> bool:
        """Note a packet; False when it came before and must not be forwarded again."""
        ahead = sequence_difference(sequence_number, self._highest)
        if not self._started or abs(ahead) > _MAX_DROPOUT:
            self._restart(sequence_number)
            self._started = True
        elif ahead > 0:
            self._advance(sequence_number, ahead)
        elif self._missing.pop(sequence_number, None) is None:
            return False
        self._received += 1
        if ahead > 0:
            self._measure_jitter(timestamp, now)
        return True

    def due_nacks(self, *, now: float) -> list[int]:
        """Sequence numbers to ask for now, oldest first; each is asked for a few times only."""
        due: list[int] = []
        if not self._missing or now < self._look_again_at:
            return due
        self._look_again_at = now + _LOOK_INTERVAL
        for sequence_number, missing in list(self._missing.items()):
            if now - missing.asked_at < _NACK_INTERVAL:
                continue
            if missing.tries >= _NACK_TRIES:
                del self._missing[sequence_number]
                continue
            missing.asked_at = now
            missing.tries += 1
            due.append(sequence_number)
        return due

    def report(self) -> ReceptionReport:
        """The state since the last report; RFC 3550 A.3."""
        expected = self._cycles + self._highest - self._base + 1 if self._started else 0
        lost = expected - self._received
        expected_interval = expected - self._reported_expected
        lost_interval = expected_interval - (self._received - self._reported_received)
        self._reported_expected, self._reported_received = expected, self._received
        fraction = 0
        if expected_interval > 0 and lost_interval > 0:
            fraction = min(255, (lost_interval << 8) // expected_interval)
        return ReceptionReport(
            fraction_lost=fraction,
            packets_lost=lost,
            highest_sequence=(self._cycles + self._highest) & 0xFFFFFFFF,
            jitter=int(self._jitter),
        )

    @property
    def packets_lost(self) -> int:
        """Packets that have not come so far, retransmissions counted as come."""
        expected = self._cycles + self._highest - self._base + 1 if self._started else 0
        return max(0, expected - self._received)

    def _restart(self, sequence_number: int) -> None:
        self._base = self._highest = sequence_number
        self._cycles = self._received = 0
        self._reported_expected = self._reported_received = 0
        self._jitter = 0.0
        self._transit = None
        self._look_again_at = float("-inf")
        self._missing.clear()

    def _advance(self, sequence_number: int, ahead: int) -> None:
        for step in range(max(1, ahead - _MAX_MISSING), ahead):
            self._missing[(self._highest + step) & 0xFFFF] = _Missing()
        while len(self._missing) > _MAX_MISSING:
            del self._missing[next(iter(self._missing))]
        if sequence_number < self._highest:
            self._cycles += 0x10000
        self._highest = sequence_number

    def _measure_jitter(self, timestamp: int, now: float) -> None:
        transit = now * self._clock_rate - timestamp
        if self._transit is not None:
            difference = abs(transit - self._transit)
            # A timestamp that wrapped or jumped says nothing about the network.
            if difference < self._clock_rate * 10:
                self._jitter += (difference - self._jitter) / 16
        self._transit = transit
