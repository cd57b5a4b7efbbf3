"""What one participant sends from one source, and the way from it to its subscribers."""

from typing import Protocol

from aiortc.rtp import AnyRtcpPacket

from .answer import AnsweredMedia
from .congestion import PublisherLimit
from .keyframes import KeyframeRequests, starts_keyframe
from .negotiation import AUDIO_LEVEL, TRANSPORT_SEQUENCE, PublishedTrack
from .packet_cache import PacketCache
from .peer import Peer
from .quality import Reading
from .rate_meter import RateMeter
from .reception import Reception, ReceptionReport
from .rtcp import (
    SenderReport,
    pack_bitrate_limit,
    pack_nack,
    pack_picture_loss,
    pack_receiver_report,
    pack_transport_feedback,
    sender_report_of,
)
from .rtp_packet import RtpPacket
from .speaker import Loudness
from .transport_feedback import TransportFeedback


class TrackReader(Protocol):
    """What a track's packets are handed to: one track of one subscription."""

    def forward(self, packet: RtpPacket, *, starts_keyframe: bool, now: float) -> None:
        """Send the packet on."""

    def report(self, report: SenderReport, *, now: float) -> None:
        """Send the publisher's clocks on."""


class Track:
    """One received stream: its losses, its recent packets, its readers."""

    def __init__(self, kind: str, media: AnsweredMedia) -> None:
        self.published = PublishedTrack(kind, media.codec, media.extensions)
        self.cache = PacketCache()
        self.keyframes = KeyframeRequests()
        self.reception = Reception(clock_rate=media.codec.clock_rate)
        self.readers: list[TrackReader] = []
        self.ssrc: int | None = None
        self.last_report: SenderReport | None = None
        self.loudness = Loudness()
        self._level_id = media.extensions.get(AUDIO_LEVEL) if kind == "audio" else None
        self._reading: Reading | None = None
        self._rtx_payload_type = media.codec.rtx_payload_type if media.with_rtx else None
        self._asks_again = "nack" in media.feedback

    @property
    def payload_types(self) -> list[int]:
        """Those of the media and of its retransmissions."""
        own = [self.published.codec.payload_type]
        return own if self._rtx_payload_type is None else [*own, self._rtx_payload_type]

    def receive(self, packet: RtpPacket, *, now: float) -> None:
        """Take one packet and hand it to all readers; a repeated one goes no further."""
        original = self._unwrap(packet)
        if original is None:
            return
        packet = original
        if packet.ssrc != self.ssrc:
            self.ssrc = packet.ssrc
            self.cache.clear()
            self.reception = Reception(clock_rate=self.published.codec.clock_rate)
        if not self.reception.received(packet.sequence_number, packet.timestamp, now=now):
            return
        self.cache.put(packet)
        if self._level_id is not None and (level := packet.extension(self._level_id)):
            self.loudness.hear(level)
        starts = starts_keyframe(self.published.codec.name, packet.payload)
        if starts:
            self.keyframes.arrived()
        for reader in self.readers:
            reader.forward(packet, starts_keyframe=starts, now=now)

    def requests(self, *, now: float) -> bytes:
        """What to ask the publisher for now: lost packets, a keyframe; empty for nothing."""
        if self.ssrc is None:
            return b""
        requests = b""
        lost = self.reception.due_nacks(now=now) if self._asks_again else []
        if lost:
            requests += pack_nack(ssrc=self.ssrc, lost=lost)
        if self.published.kind == "video" and self.keyframes.due(now=now):
            requests += pack_picture_loss(ssrc=self.ssrc)
        return requests

    def receiver_report(self, *, now: float) -> bytes:
        """What arrived since the last report; empty before the first packet."""
        if self.ssrc is None:
            return b""
        report = self.reception.report()
        self._reading = self._read(report)
        heard = self.last_report
        return pack_receiver_report(ssrc=self.ssrc, report=report, heard=heard, now=now)

    def hear_report(self, report: SenderReport) -> None:
        """The publisher's clocks: kept for subscribers to come, passed on to those here."""
        self.last_report = report
        for reader in self.readers:
            reader.report(report, now=report.arrived_at)

    def take_reading(self) -> Reading | None:
        """What the last receiver report told, once."""
        reading, self._reading = self._reading, None
        return reading

    def _read(self, report: ReceptionReport) -> Reading:
        # A picture's packets come in bursts, so that their jitter says nothing of the network.
        is_sound = self.published.kind == "audio"
        jitter = report.jitter / self.published.codec.clock_rate if is_sound else None
        return Reading(loss=report.fraction_lost / 256, jitter=jitter)

    def _unwrap(self, packet: RtpPacket) -> RtpPacket | None:
        if packet.payload_type != self._rtx_payload_type:
            return packet
        if self.ssrc is None:
            return None
        return packet.original(payload_type=self.published.codec.payload_type, ssrc=self.ssrc)


class Publication:
    """Handles the packets of a publishing peer."""

    def __init__(
        self,
        *,
        publication_id: str,
        participant: str,
        source: str,
        peer: Peer,
        media: list[tuple[str, AnsweredMedia]],
    ) -> None:
        self.id = publication_id
        self.participant = participant
        self.source = source
        self.peer = peer
        self.limit = PublisherLimit()
        self.meter = RateMeter()
        self.tracks = [Track(kind, answered) for kind, answered in media]
        self._by_payload_type = {
            payload_type: track for track in self.tracks for payload_type in track.payload_types
        }
        self._feedback = TransportFeedback()
        offered = [item.extensions.get(TRANSPORT_SEQUENCE) for _, item in media]
        self._feedback_id = next((number for number in offered if number is not None), None)
        self._sent_limit: int | None = None
        peer.handler = self

    def handle_rtp(self, packet: RtpPacket, *, now: float) -> None:
        """Forward one packet of a negotiated format; others are dropped."""
        self.meter.add(len(packet.payload), now=now)
        if self._feedback_id is not None:
            value = packet.extension(self._feedback_id)
            if value is not None and len(value) == 2:
                self._feedback.received(int.from_bytes(value, "big"), now=now)
        track = self._by_payload_type.get(packet.payload_type)
        if track is not None:
            track.receive(packet, now=now)
            self._send(track.requests(now=now))

    def handle_rtcp(self, packets: list[AnyRtcpPacket], *, now: float) -> None:
        """Only sender reports of the forwarded streams matter."""
        for packet in packets:
            report = sender_report_of(packet, now=now)
            for track in self.tracks:
                if report is not None and report.ssrc == track.ssrc:
                    track.hear_report(report)

    def tick(self, *, now: float) -> None:
        """Every 50 ms: arrival times, repeated requests."""
        ssrc = next((track.ssrc for track in self.tracks if track.ssrc is not None), None)
        if ssrc is None:
            return
        fci = self._feedback.take()
        if fci is not None:
            self.peer.send_rtcp(pack_transport_feedback(ssrc=ssrc, fci=fci))
        for track in self.tracks:
            self._send(track.requests(now=now))

    def report(self, *, now: float) -> None:
        """Every second: receiver reports and, when it changes, the bitrate limit."""
        self._send(b"".join(track.receiver_report(now=now) for track in self.tracks))
        bitrate = self.limit.bitrate()
        ssrcs = [track.ssrc for track in self.tracks if track.ssrc is not None]
        if ssrcs and bitrate != self._sent_limit:
            self._sent_limit = bitrate
            self._send(pack_bitrate_limit(ssrcs=ssrcs, bitrate=bitrate))

    @property
    def loudness(self) -> list[Loudness]:
        """How loud its sound is."""
        return [track.loudness for track in self.tracks if track.published.kind == "audio"]

    def bitrate(self, *, now: float) -> float:
        """Bits per second that arrive."""
        return self.meter.bitrate(now=now)

    def readings(self, *, now: float) -> list[Reading]:
        """How its way here is, by the last second's reports; nothing while nothing is sent."""
        taken = [track.take_reading() for track in self.tracks]
        flows = self.bitrate(now=now) > 0
        return [reading for reading in taken if reading is not None and flows]

    def _send(self, packet: bytes) -> None:
        if packet:
            self.peer.send_rtcp(packet)
