"""How much a subscriber's way can carry, and so how much a publisher may send.

An estimate, our own or a browser's (REMB), grows only to about 1.5 times what is received, so a low
one means nothing by itself. One that falls, and falls below the current rate, means that queues
grow: it comes at once. Where queues are short, losses tell the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

UNLIMITED = 20_000_000
"""Bits per second that lift an earlier limit."""

SMALLEST_PICTURE = 50_000
"""Bits per second, without the voice; below it a picture is none."""

PUBLISHER_MINIMUM = 100_000
"""The least that a publisher is ever limited to."""

_FALLEN = 0.97
_RISEN = 1.02
_OVERLOADED = 0.95
_RECOVERY_PER_SECOND = 1.2
_AHEAD = 1.5
_TOO_MUCH_LOSS = 0.2
_KEPT_LOSS = 0.5

_PATIENCE_SECONDS = 2.0
_PATIENCE_WITH_TRIES = 1.0
_FIRST_WAIT = 3.0
_LONGEST_WAIT = 24.0
_PROVEN_SECONDS = 10.0
_VOICE_LOSS = 0.1
_CROWDED_LOSS = 0.05
_CROWDED_SECONDS = 0.25


class Downlink:
    """The way to one subscriber; rates in bits per second, `now` in monotonic seconds."""

    def __init__(self) -> None:
        self._limit = float(UNLIMITED)
        self._estimate: int | None = None
        self._grown_at: float | None = None
        self.loss = 0.0
        """Share of packets lost of late, retransmissions counted as come."""
        self._trip = 0.0
        self._least_trip = float("inf")

    @property
    def available_bitrate(self) -> int:
        """What may be sent, sound and picture together; UNLIMITED until the way is overloaded."""
        return int(self._limit)

    @property
    def is_crowded(self) -> bool:
        """Whether packets are lost or wait in a queue, so that a low estimate means the way.

        A browser with too much to do reads late, and then estimates low, too.
        """
        waits = self._trip - self._least_trip
        return self.loss > _CROWDED_LOSS or waits > _CROWDED_SECONDS

    def estimated(self, estimate: int, *, rate: float, now: float) -> None:
        """The subscriber, who is being sent `rate`, estimates his way at `estimate`."""
        before, self._estimate = self._estimate, estimate
        is_short = estimate < rate * _OVERLOADED
        is_flat = before is not None and estimate < before * _RISEN
        if before is None:
            self._grown_at = now
        elif is_short and estimate < before * _FALLEN:
            self._hold(estimate, now=now)
        elif is_short and (self._limit > rate * _AHEAD or (is_flat and self.is_crowded)):
            self._hold(self._limit, now=now)
        else:
            self._grow(now=now)
            self._limit = max(self._limit, estimate)

    def reported(
        self, loss: float, *, rate: float, now: float, round_trip: float | None = None
    ) -> None:
        """The subscriber reports this share of what he was sent as lost, so long a way ago."""
        if round_trip is not None:
            self._trip, self._least_trip = round_trip, min(self._least_trip, round_trip)
        self.loss = self.loss * _KEPT_LOSS + loss * (1 - _KEPT_LOSS)
        if self.loss > _TOO_MUCH_LOSS and rate > 0:
            self._hold(min(self._limit, rate * (1 - self.loss)), now=now)
        elif self._estimate is None:  # a subscriber that sends no estimates at all
            self._grow(now=now)

    def try_again(self, bitrate: float, *, now: float) -> None:
        """Allow so much, whatever was measured before."""
        self._hold(max(self._limit, bitrate), now=now)
        self.loss = 0.0

    def _hold(self, limit: float, *, now: float) -> None:
        self._limit, self._grown_at = limit, now

    def _grow(self, *, now: float) -> None:
        if self._grown_at is not None:
            grown = self._limit * _RECOVERY_PER_SECOND ** (now - self._grown_at)
            self._limit = min(float(UNLIMITED), grown)
        self._grown_at = now


class VideoGate:
    """Audio first: closes for pictures where the way cannot carry them, and opens to try again.

    Each try that fails makes the next wait twice as long, since a try costs the voice a little.
    """

    def __init__(self) -> None:
        self.is_open = True
        self._wait = _FIRST_WAIT
        self._thin_since: float | None = None
        self._turned_at: float | None = None

    def look(self, downlink: Downlink, *, sound: float, now: float) -> bool:
        """To be called once a second; True when the gate was opened or closed.

        `sound` is the bitrate of the voice, which comes first.
        """
        if self.is_open:
            return self._look_open(downlink, needed=sound + SMALLEST_PICTURE, now=now)
        if now - (self._turned_at or now) < self._wait or downlink.loss > _VOICE_LOSS:
            return False
        self.is_open, self._turned_at, self._thin_since = True, now, None
        self._wait = min(_LONGEST_WAIT, self._wait * 2)
        downlink.try_again(sound + 2 * SMALLEST_PICTURE, now=now)
        return True

    def _look_open(self, downlink: Downlink, *, needed: float, now: float) -> bool:
        if downlink.available_bitrate >= needed or not downlink.is_crowded:
            self._thin_since = None
            if self._turned_at is not None and now - self._turned_at >= _PROVEN_SECONDS:
                self._wait = _FIRST_WAIT
            return False
        if self._thin_since is None:
            self._thin_since = now
        is_try = self._turned_at is not None and now - self._turned_at < _PROVEN_SECONDS
        if now - self._thin_since < (_PATIENCE_WITH_TRIES if is_try else _PATIENCE_SECONDS):
            return False
        self.is_open, self._turned_at = False, now
        return True


class VideoGates:
    """Audio first, for several pictures on one way: the last are held back before the first."""

    def __init__(self) -> None:
        self._gates: list[VideoGate] = []
        self._turned_at = float("-inf")

    def look(
        self, downlink: Downlink, *, sound: float, needs: Sequence[float], now: float
    ) -> list[VideoGate]:
        """To be called once a second; the gates of the pictures, dearest first.

        `needs` are the least bitrates of these, `sound` that of the voices. One at a time is
        tried again.
        """
        self._gates += [VideoGate() for _ in needs[len(self._gates) :]]
        gates = self._gates[: len(needs)]
        before, is_held = sound, False
        for gate, need in zip(gates, needs, strict=True):
            may_turn = gate.is_open or self._may_try(is_held=is_held, now=now)
            if may_turn and gate.look(downlink, sound=before, now=now):
                self._turned_at = now
            is_held = is_held or not gate.is_open
            before += need if gate.is_open else 0.0
        return gates

    def _may_try(self, *, is_held: bool, now: float) -> bool:
        return not is_held and now - self._turned_at >= _FIRST_WAIT


@dataclass
class Share:
    """What one publication may take of a way that it shares with others."""

    available_bitrate: int = UNLIMITED


class PublisherLimit:
    """What the subscribers' ways allow a publisher to send, by the slowest that gets pictures."""

    def __init__(self) -> None:
        self._followed: dict[int, tuple[Downlink | Share, VideoGate]] = {}

    def follow(self, subscriber: int, way: Downlink | Share, gate: VideoGate) -> None:
        """This subscriber's way, or its share of one, counts from now on."""
        self._followed[subscriber] = (way, gate)

    def forget(self, subscriber: int) -> None:
        """The subscriber left, so it limits nobody any more."""
        self._followed.pop(subscriber, None)

    def bitrate(self) -> int:
        """Bits per second, or UNLIMITED; the least where no way carries a picture now."""
        rates = [way.available_bitrate for way, gate in self._followed.values() if gate.is_open]
        if not rates:
            return PUBLISHER_MINIMUM if self._followed else UNLIMITED
        return max(PUBLISHER_MINIMUM, min(rates))
