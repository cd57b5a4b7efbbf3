"""Reading and writing RTP headers."""

import pytest

from saleor_personal_shopper.media.rtp_packet import (
    RtpPacket,
    pack_element,
    pack_extensions,
    pack_rtp_header,
    parse_rtp,
    sequence_difference,
)

# version 2, extension, marker, payload type 96; one-byte elements 1 (7f) and 3 (0034)
LITERAL = bytes.fromhex("90e0123400000e10deadbeefbede0002107f310034000000cafebabe")


def test_a_literal_packet_is_read() -> None:
    packet = parse_rtp(LITERAL)

    assert (packet.payload_type, packet.marker) == (96, 1)
    assert (packet.sequence_number, packet.timestamp) == (0x1234, 3600)
    assert packet.ssrc == 0xDEADBEEF
    assert packet.extension(1) == b"\x7f"
    assert packet.extension(3) == b"\x00\x34"
    assert packet.extension(4) is None
    assert packet.payload == bytes.fromhex("cafebabe")


def test_csrcs_and_padding_are_left_out() -> None:
    header = bytes.fromhex("a16f0001000000000000000100000002")
    assert parse_rtp(header + b"ab" + b"\0\0\x03").payload == b"ab"


def test_an_unknown_extension_profile_is_skipped() -> None:
    header = bytes.fromhex("906f00010000000000000001") + bytes.fromhex("10000001aabbccdd")
    packet = parse_rtp(header + b"x")
    assert packet.extensions == ()
    assert packet.payload == b"x"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        bytes(11),
        bytes.fromhex("406f00010000000000000001"),
        bytes.fromhex("8f6f00010000000000000001"),
        bytes.fromhex("906f00010000000000000001bede"),
        bytes.fromhex("906f00010000000000000001bede0005"),
        bytes.fromhex("906f00010000000000000001bede00011f000000"),
        bytes.fromhex("a06f00010000000000000001") + b"\x00",
        bytes.fromhex("a06f00010000000000000001") + b"\x05",
    ],
)
def test_lengths_that_do_not_fit_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        parse_rtp(data)


def test_what_is_packed_can_be_read() -> None:
    extensions = pack_extensions(pack_element(2, b"\x01\x02\x03") + pack_element(14, bytes(16)))
    header = pack_rtp_header(
        payload_type=111,
        marker=1,
        sequence_number=65535,
        timestamp=0xFFFFFFFF,
        ssrc=7,
        extensions=extensions,
    )
    packet = parse_rtp(header + b"payload")
    assert len(extensions) % 4 == 0
    assert packet.extensions == ((2, b"\x01\x02\x03"), (14, bytes(16)))
    assert (packet.payload_type, packet.marker, packet.sequence_number) == (111, 1, 65535)
    assert (packet.timestamp, packet.ssrc, packet.payload) == (0xFFFFFFFF, 7, b"payload")


def test_no_extensions_take_no_space() -> None:
    assert pack_extensions(b"") == b""


def test_a_retransmission_gives_back_the_original() -> None:
    rtx = RtpPacket(
        payload_type=97, sequence_number=5, timestamp=90, ssrc=2, payload=b"\xff\xfeabc", marker=1
    )
    original = rtx.original(payload_type=96, ssrc=1)
    assert original is not None
    assert (original.payload_type, original.ssrc, original.sequence_number) == (96, 1, 65534)
    assert (original.timestamp, original.marker, original.payload) == (90, 1, b"abc")


def test_padding_on_the_retransmission_stream_is_no_packet() -> None:
    rtx = RtpPacket(payload_type=97, sequence_number=5, timestamp=90, ssrc=2, payload=b"")
    assert rtx.original(payload_type=96, ssrc=1) is None


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [(1, 0, 1), (0, 1, -1), (0, 65535, 1), (65535, 0, -1), (32767, 0, 32767), (32768, 0, -32768)],
)
def test_sequence_numbers_wrap_around(a: int, b: int, difference: int) -> None:
    assert sequence_difference(a, b) == difference
