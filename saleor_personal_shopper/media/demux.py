"""Tells what a datagram on the shared UDP port is, by its first bytes (RFC 7983)."""

import enum
from typing import Final

_STUN_MINIMUM: Final = 20
_DTLS_MINIMUM: Final = 13
_RTP_MINIMUM: Final = 12
_RTCP_MINIMUM: Final = 8

MAX_DATAGRAM: Final = 2048
"""Longest datagram that is looked at; what media sends stays below the path MTU of 1500."""


class DatagramKind(enum.Enum):
    """What a datagram claims to be; nothing about it has been verified yet."""

    STUN = "stun"
    DTLS = "dtls"
    RTP = "rtp"
    RTCP = "rtcp"
    FOREIGN = "foreign"


def kind_of(datagram: bytes | memoryview) -> DatagramKind:
    """Classify one datagram; too short, too long and unknown ones are FOREIGN."""
    length = len(datagram)
    if length < _RTCP_MINIMUM or length > MAX_DATAGRAM:
        return DatagramKind.FOREIGN
    first = datagram[0]
    if 128 <= first <= 191:
        # RFC 5761: packet types 192-223 are RTCP, everything else is RTP.
        if 192 <= datagram[1] <= 223:
            return DatagramKind.RTCP
        return DatagramKind.RTP if length >= _RTP_MINIMUM else DatagramKind.FOREIGN
    if 20 <= first <= 63:
        return DatagramKind.DTLS if length >= _DTLS_MINIMUM else DatagramKind.FOREIGN
    if first <= 3 and length >= _STUN_MINIMUM:
        return DatagramKind.STUN
    return DatagramKind.FOREIGN
