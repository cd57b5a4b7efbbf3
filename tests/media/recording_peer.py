"""Stands in for a peer: keeps what was sent instead of protecting it."""

from aiortc.rtp import AnyRtcpPacket, RtcpPacket

from saleor_personal_shopper.media.peer import MediaHandler, Peer
from saleor_personal_shopper.media.rtp_packet import RtpPacket, parse_rtp
from saleor_personal_shopper.media.sent_packets import SentPackets


class RecordingPeer(Peer):
    def __init__(self) -> None:
        self.session = "session"
        self.handler: MediaHandler | None = None
        self.rtp: list[RtpPacket] = []
        self.rtcp: list[AnyRtcpPacket] = []
        self.sent = SentPackets()
        self.raw_rtcp: list[bytes] = []

    def send_rtp(self, packet: bytes) -> None:
        self.rtp.append(parse_rtp(packet))

    def send_rtcp(self, packet: bytes) -> None:
        self.raw_rtcp.append(packet)
        self.rtcp += RtcpPacket.parse(packet)
