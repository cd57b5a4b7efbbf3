"""A participant's packets, made and protected before anything is sent."""

import secrets
from collections.abc import Iterator

from ...media.aiortc_bridge import PacketBuffer
from ...media.rtp_packet import pack_element, pack_extensions, pack_rtp_header
from .client import AUDIO_TYPE, VIDEO_TYPE, Client
from .shape import AUDIO, VIDEO, Due, Shape, plan

INDEX_BYTES = 4
_LOUD = b"\x90"
_VP8_START, _VP8_GOES_ON = b"\x10\x00", b"\x00\x00"
"""Every frame begins as a keyframe, so that no subscriber waits for one (RFC 7741 §4.2)."""


class Publisher:
    """`first_index` is the number that its first packet carries in its last four bytes."""

    def __init__(self, client: Client, shape: Shape, seconds: float, *, first_index: int) -> None:
        self.client = client
        self._plan = list(plan(shape, seconds))
        self._first_index = first_index
        self._buffer = PacketBuffer()
        self._numbers = {kind: secrets.randbits(15) for kind in (AUDIO, VIDEO)}
        self._transport_number = 0

    @property
    def packets(self) -> int:
        """How many will be sent."""
        return len(self._plan)

    def prepare(self, delay: float) -> Iterator[tuple[float, bytes, int]]:
        """(when, datagram, index) of each packet, all `delay` seconds later than planned."""
        in_time = sorted(self._plan, key=lambda due: due.at)
        for index, due in enumerate(in_time, self._first_index):
            yield due.at + delay, self._protected(due, index), index

    def _protected(self, due: Due, index: int) -> bytes:
        packet = self._header(due) + _payload(due, index)
        protected = self._buffer.protect(self.client.sent, packet, rtcp=False)
        assert protected is not None, "libsrtp refused a packet of our own"
        return bytes(protected)

    def _header(self, due: Due) -> bytes:
        self._numbers[due.kind] = (self._numbers[due.kind] + 1) & 0xFFFF
        self._transport_number = (self._transport_number + 1) & 0xFFFF
        extensions = pack_element(3, self._transport_number.to_bytes(2, "big"))
        if due.kind == AUDIO:
            extensions += pack_element(1, _LOUD)
        return pack_rtp_header(
            payload_type=AUDIO_TYPE if due.kind == AUDIO else VIDEO_TYPE,
            marker=int(due.marker),
            sequence_number=self._numbers[due.kind],
            timestamp=due.timestamp,
            ssrc=self.client.ssrcs[due.kind],
            extensions=pack_extensions(extensions),
        )


def _payload(due: Due, index: int) -> bytes:
    head = b""
    if due.kind == VIDEO:
        head = _VP8_START if due.starts_frame else _VP8_GOES_ON
    filling = bytes(due.size - len(head) - INDEX_BYTES)
    return head + filling + index.to_bytes(INDEX_BYTES, "big")
