"""A connection that only receives: what is sent on it, and what its participant tells of that."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from aiortc.rtp import RtcpReceiverInfo

from .congestion import Downlink
from .forwarded_track import ForwardedTrack
from .peer import Peer
from .quality import Reading
from .rtcp import (
    ControlPacket,
    TransportFeedbackPacket,
    estimated_bitrate,
    keyframes_wanted,
    lost_sequence_numbers,
    receiver_reports_of,
)
from .rtp_packet import RtpPacket
from .send_side_estimate import SendSideEstimate
from .transport_feedback import read_feedback

_MAX_NACKED = 128


class Receiver(ABC):
    """Handles the control packets of a peer that sends no media."""

    def __init__(self, *, participant: str, peer: Peer, tracks: list[ForwardedTrack]) -> None:
        self.participant = participant
        self.peer = peer
        self.tracks = tracks
        self.downlink = Downlink()
        self._estimate = SendSideEstimate(peer.sent)
        self._by_ssrc = {track.ssrc: track for track in tracks}
        peer.handler = self

    @property
    @abstractmethod
    def paused(self) -> list[str]:
        """Publications of which the picture is held back, so that the voices come through."""

    @property
    def available_bitrate(self) -> int:
        """Bits per second that the way to this participant carries."""
        return self.downlink.available_bitrate

    def handle_rtp(self, packet: RtpPacket, *, now: float) -> None:  # noqa: B027
        """He has nothing to send; what he sends all the same is dropped."""

    def handle_rtcp(self, packets: list[ControlPacket], *, now: float) -> None:
        """Losses are repaired here, lost pictures and slow paths reported to the publisher."""
        for packet in packets:
            self._hear(receiver_reports_of(packet), now=now)
            if isinstance(packet, TransportFeedbackPacket):
                estimate = self._estimate.hear(read_feedback(packet.fci), now=now)
            else:
                estimate = estimated_bitrate(packet)
                self._repair(packet, now=now)
            if estimate is not None:
                self.downlink.estimated(estimate, rate=self.bitrate(now=now), now=now)

    def bitrate(self, *, now: float) -> float:
        """Bits per second that are sent."""
        return sum(track.meter.bitrate(now=now) for track in self.tracks)

    def sound_bitrate(self, *, now: float) -> float:
        """Bits per second of the voices, which come first."""
        return sum(track.meter.bitrate(now=now) for track in self._of_kind("audio"))

    def readings(self) -> list[Reading]:
        """How the way to him is, by what he reported since the last call."""
        taken = [track.take_reading() for track in self.tracks]
        return [reading for reading in taken if reading is not None]

    def _of_kind(self, kind: str) -> list[ForwardedTrack]:
        return [track for track in self.tracks if track.kind == kind]

    def _hear(self, blocks: Sequence[RtcpReceiverInfo], *, now: float) -> None:
        for block in blocks:
            if (track := self._by_ssrc.get(block.ssrc)) is not None:
                track.hear(block, now=now)

    def _repair(self, packet: ControlPacket, *, now: float) -> None:
        for sequence_number in lost_sequence_numbers(packet)[:_MAX_NACKED]:
            track = self._by_ssrc.get(getattr(packet, "media_ssrc", 0))
            if track is not None:
                track.resend(sequence_number, now=now)
        for ssrc in keyframes_wanted(packet):
            if (track := self._by_ssrc.get(ssrc)) is not None:
                track.want_keyframe()
