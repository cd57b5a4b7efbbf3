"""RTCP to and from peers, by aiortc's packet classes (RFC 3550 §6, RFC 4585)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from aiortc.rtp import (
    RTCP_PSFB_APP,
    RTCP_PSFB_FIR,
    RTCP_PSFB_PLI,
    RTCP_RTPFB,
    RTCP_RTPFB_NACK,
    AnyRtcpPacket,
    RtcpPacket,
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    clamp_packets_lost,
    pack_remb_fci,
    pack_rtcp_packet,
    unpack_remb_fci,
)

from .reception import ReceptionReport

_TRANSPORT_FEEDBACK = 15
_FEEDBACK_FIRST_OCTET = 2 << 6 | _TRANSPORT_FEEDBACK
_PADDED = 0x20
_FCI_AT = 12
_FIR_ENTRY = 8
_MOST_FIRS = 32
_OWN_SSRC = 1


@dataclass(frozen=True)
class SenderReport:
    """How a publisher's RTP clock relates to its wall clock; `arrived_at` is monotonic."""

    ssrc: int
    ntp_timestamp: int
    rtp_timestamp: int
    arrived_at: float


@dataclass(frozen=True)
class TransportFeedbackPacket:
    """Transport-wide feedback, which aiortc would read as a NACK; `read_feedback` takes its FCI."""

    fci: bytes


ControlPacket = AnyRtcpPacket | TransportFeedbackPacket


def parse_rtcp(data: bytes) -> list[ControlPacket]:
    """All packets of a compound; raises ValueError for a malformed one."""
    packets: list[ControlPacket] = []
    for part in _parts(data):
        if (part[0], part[1]) == (_FEEDBACK_FIRST_OCTET | part[0] & _PADDED, RTCP_RTPFB):
            packets.append(TransportFeedbackPacket(part[_FCI_AT:]))
            continue
        try:
            packets += RtcpPacket.parse(part)
        except struct.error as error:
            raise ValueError("RTCP packet is truncated") from error
    return packets


def _parts(data: bytes) -> Iterator[bytes]:
    position = 0
    while position < len(data):
        words = int.from_bytes(data[position + 2 : position + 4], "big")
        end = position + 4 + 4 * words
        if end > len(data):
            raise ValueError("RTCP packet is truncated")
        yield data[position:end]
        position = end


def lost_sequence_numbers(packet: ControlPacket) -> list[int]:
    """What a NACK asks for again; nothing for other packets."""
    if isinstance(packet, RtcpRtpfbPacket) and packet.fmt == RTCP_RTPFB_NACK:
        return [number & 0xFFFF for number in packet.lost]
    return []


def asks_for_keyframe(packet: ControlPacket) -> bool:
    """Whether this is a Picture Loss Indication or a Full Intra Request."""
    return isinstance(packet, RtcpPsfbPacket) and packet.fmt in (RTCP_PSFB_PLI, RTCP_PSFB_FIR)


def keyframes_wanted(packet: ControlPacket) -> list[int]:
    """The SSRCs of which it asks for a keyframe: of a PLI one, of a FIR those that it lists."""
    if not isinstance(packet, RtcpPsfbPacket) or not asks_for_keyframe(packet):
        return []
    if packet.fmt == RTCP_PSFB_PLI:
        return [packet.media_ssrc]
    places = range(0, len(packet.fci) - _FIR_ENTRY + 1, _FIR_ENTRY)
    return [int.from_bytes(packet.fci[at : at + 4], "big") for at in places][:_MOST_FIRS]


def estimated_bitrate(packet: ControlPacket) -> int | None:
    """The bits per second of a REMB; None for other packets."""
    if not isinstance(packet, RtcpPsfbPacket) or packet.fmt != RTCP_PSFB_APP:
        return None
    try:
        return unpack_remb_fci(packet.fci)[0]
    except (ValueError, struct.error):
        return None


def receiver_reports_of(packet: ControlPacket) -> list[RtcpReceiverInfo]:
    """The report blocks of a receiver or sender report; nothing for other packets."""
    return packet.reports if isinstance(packet, RtcpRrPacket | RtcpSrPacket) else []


def middle_of_ntp(ntp_timestamp: int) -> int:
    """The 32 bits by which a report block names a sender report (RFC 3550 §6.4.1, LSR)."""
    return (ntp_timestamp >> 16) & 0xFFFFFFFF


def sender_report_of(packet: ControlPacket, *, now: float) -> SenderReport | None:
    """The clocks in a sender report; None for other packets."""
    if not isinstance(packet, RtcpSrPacket):
        return None
    info = packet.sender_info
    return SenderReport(packet.ssrc, info.ntp_timestamp, info.rtp_timestamp, now)


def pack_sender_report(
    *, ssrc: int, ntp_timestamp: int, rtp_timestamp: int, packets: int, octets: int
) -> bytes:
    """A sender report of a forwarded stream: the publisher's wall clock, our RTP clock."""
    info = RtcpSenderInfo(
        ntp_timestamp=ntp_timestamp,
        rtp_timestamp=rtp_timestamp,
        packet_count=packets & 0xFFFFFFFF,
        octet_count=octets & 0xFFFFFFFF,
    )
    return bytes(RtcpSrPacket(ssrc=ssrc, sender_info=info))


def pack_receiver_report(
    *, ssrc: int, report: ReceptionReport, heard: SenderReport | None, now: float
) -> bytes:
    """One report block on `ssrc`; `heard` is its last sender report, for the round-trip time."""
    since = 0.0 if heard is None else now - heard.arrived_at
    block = RtcpReceiverInfo(
        ssrc=ssrc,
        fraction_lost=report.fraction_lost,
        packets_lost=clamp_packets_lost(report.packets_lost),
        highest_sequence=report.highest_sequence,
        jitter=report.jitter & 0xFFFFFFFF,
        lsr=0 if heard is None else middle_of_ntp(heard.ntp_timestamp),
        dlsr=int(since * 65536) & 0xFFFFFFFF,
    )
    return bytes(RtcpRrPacket(ssrc=_OWN_SSRC, reports=[block]))


def pack_nack(*, ssrc: int, lost: list[int]) -> bytes:
    """Asks for packets again (RFC 4585 §6.2.1); `lost` is in order and may wrap around."""
    pairs: list[list[int]] = []
    for number in lost:
        behind = (number - pairs[-1][0] - 1) & 0xFFFF if pairs else 0xFFFF
        if behind < 16:
            pairs[-1][1] |= 1 << behind
        else:
            pairs.append([number, 0])
    fci = b"".join(struct.pack("!HH", first, following) for first, following in pairs)
    payload = struct.pack("!II", _OWN_SSRC, ssrc) + fci
    return pack_rtcp_packet(RTCP_RTPFB, RTCP_RTPFB_NACK, payload)


def pack_picture_loss(*, ssrc: int) -> bytes:
    """Asks for a keyframe (RFC 4585 §6.3.1)."""
    return bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_PLI, ssrc=_OWN_SSRC, media_ssrc=ssrc))


def pack_bitrate_limit(*, ssrcs: list[int], bitrate: int) -> bytes:
    """A REMB: the sender of these SSRCs may send this many bits per second at most."""
    fci = pack_remb_fci(bitrate, ssrcs)
    return bytes(RtcpPsfbPacket(fmt=RTCP_PSFB_APP, ssrc=_OWN_SSRC, media_ssrc=0, fci=fci))


def pack_transport_feedback(*, ssrc: int, fci: bytes) -> bytes:
    """Transport-wide congestion control feedback; `fci` is what TransportFeedback made."""
    return pack_rtcp_packet(
        RTCP_RTPFB, _TRANSPORT_FEEDBACK, struct.pack("!II", _OWN_SSRC, ssrc) + fci
    )
