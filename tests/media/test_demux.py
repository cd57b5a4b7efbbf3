"""RFC 7983: one port carries STUN, DTLS, RTP and RTCP."""

import pytest

from saleor_personal_shopper.media.demux import MAX_DATAGRAM, DatagramKind, kind_of


@pytest.mark.parametrize(
    ("first_bytes", "kind"),
    [
        (b"\x00\x01", DatagramKind.STUN),
        (b"\x03\x00", DatagramKind.STUN),
        (b"\x14\xfe", DatagramKind.DTLS),
        (b"\x3f\xfe", DatagramKind.DTLS),
        (b"\x80\x60", DatagramKind.RTP),
        (b"\xbf\xe0", DatagramKind.RTP),
        (b"\x80\xbf", DatagramKind.RTP),
        (b"\x80\xc0", DatagramKind.RTCP),
        (b"\x80\xc8", DatagramKind.RTCP),
        (b"\x81\xdf", DatagramKind.RTCP),
        (b"\x04\x00", DatagramKind.FOREIGN),
        (b"\x13\x00", DatagramKind.FOREIGN),
        (b"\x40\x00", DatagramKind.FOREIGN),
        (b"\x7f\x00", DatagramKind.FOREIGN),
        (b"\xc0\x00", DatagramKind.FOREIGN),
    ],
)
def test_the_first_bytes_decide(first_bytes: bytes, kind: DatagramKind) -> None:
    assert kind_of(first_bytes + bytes(40)) is kind


@pytest.mark.parametrize("datagram", [b"", b"\x80", b"\x00\x01" + bytes(17), b"\x16" + bytes(11)])
def test_too_short_datagrams_are_foreign(datagram: bytes) -> None:
    assert kind_of(datagram) is DatagramKind.FOREIGN


def test_a_datagram_over_the_limit_is_foreign() -> None:
    assert kind_of(b"\x80\x60" + bytes(MAX_DATAGRAM - 2)) is DatagramKind.RTP
    assert kind_of(b"\x80\x60" + bytes(MAX_DATAGRAM - 1)) is DatagramKind.FOREIGN
