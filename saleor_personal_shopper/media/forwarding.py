"""What becomes of a publisher's packet on its way to one subscriber.

Pure: numbers in, numbers out. A subscriber sees one unbroken stream with an SSRC of its own,
even when it starts in the middle or the publisher's SSRC changes.
"""

import secrets
from typing import Final

from .rtp_packet import RtpPacket, pack_element, pack_extensions, sequence_difference
from .sent_packets import SentPackets

_WINDOW: Final = 4096
"""How far back a late packet may lie; far below 32768, where sequence numbers turn ambiguous."""

_MAX_TIMESTAMP: Final = 0x1_0000_0000


class OutgoingStream:
    """One track towards one subscriber.

    `waits_for_keyframe` holds everything back until the picture can start. `clock_rate` is in
    Hz. `now` arguments are monotonic seconds.
    """

    def __init__(
        self,
        *,
        clock_rate: int,
        waits_for_keyframe: bool,
        first_sequence_number: int | None = None,
        first_timestamp: int | None = None,
    ) -> None:
        self._clock_rate = clock_rate
        self._waits_for_keyframe = waits_for_keyframe
        # libsrtp guesses the rollover counter; starting in the lower half keeps the guess right.
        self._next = secrets.randbelow(0x8000)
        if first_sequence_number is not None:
            self._next = first_sequence_number
        self._last_timestamp = secrets.randbits(32) if first_timestamp is None else first_timestamp
        self._last_at: float | None = None
        self._source_ssrc: int | None = None
        self._oldest = 0
        self._sequence_offset = 0
        self._timestamp_offset = 0

    @property
    def started(self) -> bool:
        """Whether a first packet has passed."""
        return self._source_ssrc is not None

    def follows(self, ssrc: int) -> bool:
        """Whether this SSRC of the publisher is the one being forwarded."""
        return ssrc == self._source_ssrc

    def pause(self) -> None:
        """What comes next begins anew, right behind what was sent so far."""
        self._source_ssrc = None

    def translate(
        self, packet: RtpPacket, *, starts_keyframe: bool, now: float
    ) -> tuple[int, int] | None:
        """The packet's new sequence number and timestamp; None when it must not be sent."""
        if packet.ssrc != self._source_ssrc:
            if self._waits_for_keyframe and not starts_keyframe:
                return None
            self._start_source(packet, now=now)
        elif sequence_difference(packet.sequence_number, self._oldest) < 0:
            return None
        sequence_number = (packet.sequence_number + self._sequence_offset) & 0xFFFF
        timestamp = self.translate_timestamp(packet.timestamp)
        if sequence_difference(sequence_number, self._next) >= 0:
            self._next = (sequence_number + 1) & 0xFFFF
            self._last_timestamp, self._last_at = timestamp, now
            self._slide_window(packet.sequence_number)
        return sequence_number, timestamp

    def translate_timestamp(self, timestamp: int) -> int:
        """A timestamp of the publisher on this subscriber's line (also for sender reports)."""
        return (timestamp + self._timestamp_offset) % _MAX_TIMESTAMP

    def original_sequence_number(self, sequence_number: int) -> int | None:
        """Which of the publisher's packets a subscriber means; None for one never sent."""
        if not self.started or sequence_difference(sequence_number, self._next) >= 0:
            return None
        original = (sequence_number - self._sequence_offset) & 0xFFFF
        return original if sequence_difference(original, self._oldest) >= 0 else None

    def _start_source(self, packet: RtpPacket, *, now: float) -> None:
        timestamp = self._last_timestamp
        if self._last_at is not None:
            # At least one tick: two pictures of one time would be taken for one.
            timestamp += max(1, round((now - self._last_at) * self._clock_rate))
        self._source_ssrc = packet.ssrc
        self._oldest = packet.sequence_number
        self._sequence_offset = (self._next - packet.sequence_number) & 0xFFFF
        self._timestamp_offset = (timestamp - packet.timestamp) % _MAX_TIMESTAMP

    def _slide_window(self, highest: int) -> None:
        if sequence_difference(highest, self._oldest) > 2 * _WINDOW:
            self._oldest = (highest - _WINDOW) & 0xFFFF


class ExtensionWriter:
    """Header extensions of a forwarded packet under the ids the subscriber offered.

    `passed_on` maps the publisher's ids to the subscriber's. Under `sequence_id` goes the number
    by which the subscriber reports arrivals, under `abs_send_time_id` the time of sending, from
    which his browser estimates by itself.
    """

    def __init__(
        self,
        *,
        passed_on: dict[int, int],
        sequence_id: int | None,
        abs_send_time_id: int | None,
        sent: SentPackets,
    ) -> None:
        self._passed_on = passed_on
        self._sequence_id = sequence_id
        self._abs_send_time_id = abs_send_time_id
        self._sent = sent

    def write(self, extensions: tuple[tuple[int, bytes], ...], size: int, *, now: float) -> bytes:
        """The packed block for a packet of this payload size that leaves now."""
        elements = b""
        for extension_id, value in extensions:
            if extension_id in self._passed_on:
                elements += pack_element(self._passed_on[extension_id], value)
        if self._sequence_id is not None:
            elements += pack_element(self._sequence_id, self._sent.stamp(size, now=now))
        if self._abs_send_time_id is not None:
            elements += pack_element(self._abs_send_time_id, abs_send_time(now))
        return pack_extensions(elements)


def abs_send_time(now: float) -> bytes:
    """Seconds as 24 bits of fixed point, 18 of them behind the point."""
    return (int(now * (1 << 18)) & 0xFFFFFF).to_bytes(3, "big")
