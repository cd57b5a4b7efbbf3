"""RTP packets as the forwarder sees them (RFC 3550 §5.1, header extensions RFC 8285)."""

import struct
from typing import Final

_HEADER: Final = struct.Struct("!BBHII")
_READ_HEADER: Final = _HEADER.unpack_from
_WRITE_HEADER: Final = _HEADER.pack
_EXTENSION_HEADER: Final = struct.Struct("!HH")
_ONE_BYTE_PROFILE: Final = 0xBEDE
_BYTES: Final = [bytes((number,)) for number in range(256)]
_PADDING: Final = [b"", bytes(3), bytes(2), bytes(1)]

HEADER_SIZE: Final = _HEADER.size
OSN_SIZE: Final = 2


def sequence_difference(a: int, b: int) -> int:
    """How far sequence number `a` is ahead of `b`, from -32768 to 32767, wrap-around included."""
    return ((a - b + 0x8000) & 0xFFFF) - 0x8000


class RtpPacket:
    """One RTP packet, already authenticated and decrypted; the payload has no padding."""

    __slots__ = (
        "extensions",
        "marker",
        "payload",
        "payload_type",
        "sequence_number",
        "ssrc",
        "timestamp",
    )

    def __init__(
        self,
        *,
        payload_type: int,
        sequence_number: int,
        timestamp: int,
        ssrc: int,
        payload: bytes,
        marker: int = 0,
        extensions: tuple[tuple[int, bytes], ...] = (),
    ) -> None:
        self.payload_type = payload_type
        self.sequence_number = sequence_number
        self.timestamp = timestamp
        self.ssrc = ssrc
        self.payload = payload
        self.marker = marker
        self.extensions = extensions

    def extension(self, extension_id: int) -> bytes | None:
        """The value of one header extension, or None if the packet does not carry it."""
        for known_id, value in self.extensions:
            if known_id == extension_id:
                return value
        return None

    def original(self, *, payload_type: int, ssrc: int) -> "RtpPacket | None":
        """What this retransmission (RFC 4588) repeats; None if it is padding only."""
        if len(self.payload) < OSN_SIZE:
            return None
        return RtpPacket(
            payload_type=payload_type,
            sequence_number=int.from_bytes(self.payload[:OSN_SIZE], "big"),
            timestamp=self.timestamp,
            ssrc=ssrc,
            payload=self.payload[OSN_SIZE:],
            marker=self.marker,
            extensions=self.extensions,
        )


def parse_rtp(data: bytes) -> RtpPacket:
    """Read one RTP packet; raises ValueError when its lengths do not fit."""
    if len(data) < HEADER_SIZE:
        raise ValueError("RTP packet is shorter than its header")
    first, second, sequence_number, timestamp, ssrc = _READ_HEADER(data)
    if first >> 6 != 2:
        raise ValueError("not RTP version 2")
    start = HEADER_SIZE + 4 * (first & 0x0F)
    extensions: tuple[tuple[int, bytes], ...] = ()
    if first & 0x10:
        extensions, start = _read_extensions(data, start)
    end = len(data) - data[-1] if first & 0x20 else len(data)
    if start > end or (first & 0x20 and not data[-1]):
        raise ValueError("RTP packet is truncated")
    return RtpPacket(
        payload_type=second & 0x7F,
        sequence_number=sequence_number,
        timestamp=timestamp,
        ssrc=ssrc,
        payload=data[start:end],
        marker=second >> 7,
        extensions=extensions,
    )


def pack_rtp_header(
    *,
    payload_type: int,
    marker: int,
    sequence_number: int,
    timestamp: int,
    ssrc: int,
    extensions: bytes = b"",
) -> bytes:
    """A header to put before a payload; `extensions` is what `pack_extensions` made."""
    first = 0x90 if extensions else 0x80
    second = marker << 7 | payload_type
    return _WRITE_HEADER(first, second, sequence_number, timestamp, ssrc) + extensions


def pack_element(extension_id: int, value: bytes) -> bytes:
    """One extension with a one-byte header: ids 1-14, values of 1-16 bytes."""
    return _BYTES[extension_id << 4 | (len(value) - 1)] + value


def pack_extensions(elements: bytes) -> bytes:
    """The block of what `pack_element` made; empty for none."""
    if not elements:
        return b""
    padded = elements + _PADDING[len(elements) % 4]
    return _EXTENSION_HEADER.pack(_ONE_BYTE_PROFILE, len(padded) // 4) + padded


def _read_extensions(data: bytes, start: int) -> tuple[tuple[tuple[int, bytes], ...], int]:
    """The one-byte-header elements and where the payload starts; other profiles are skipped."""
    if len(data) < start + 4:
        raise ValueError("RTP extension header is truncated")
    profile, words = _EXTENSION_HEADER.unpack_from(data, start)
    position, end = start + 4, start + 4 + 4 * words
    if len(data) < end:
        raise ValueError("RTP extension is truncated")
    elements: list[tuple[int, bytes]] = []
    while profile == _ONE_BYTE_PROFILE and position < end:
        first = data[position]
        if first >> 4 == 15:  # RFC 8285 §4.2: stop reading at id 15
            break
        if first >> 4 == 0:
            position += 1
            continue
        length = (first & 0x0F) + 1
        if position + 1 + length > end:
            raise ValueError("RTP extension element is truncated")
        elements.append((first >> 4, data[position + 1 : position + 1 + length]))
        position += 1 + length
    return tuple(elements), end
