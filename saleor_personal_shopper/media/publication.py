"""What one participant sends from one source."""

from typing import ClassVar

from .answer import AnsweredMedia
from .congestion import UNLIMITED, PublisherLimit
from .layer import Layer
from .messages import SessionKind
from .negotiation import TRANSPORT_SEQUENCE
from .peer import Peer
from .quality import Reading
from .rate_meter import RateMeter
from .rtcp import (
    ControlPacket,
    pack_bitrate_limit,
    pack_transport_feedback,
    sender_report_of,
)
from .rtp_packet import RtpPacket
from .speaker import Loudness
from .track import Track
from .transport_feedback import TransportFeedback


class Publication:
    """Handles the packets of a publishing peer."""

    session_kind: ClassVar[SessionKind] = "publication"

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
            self._ask(track.layers, now=now)

    def handle_rtcp(self, packets: list[ControlPacket], *, now: float) -> None:
        """Only sender reports of the forwarded streams matter."""
        for packet in packets:
            report = sender_report_of(packet, now=now)
            if report is not None:
                for track in self.tracks:
                    track.hear_report(report)

    @property
    def by_kind(self) -> dict[str, Track]:
        """Its tracks: one of sound, one of pictures, or one of the two."""
        return {track.published.kind: track for track in self.tracks}

    def tick(self, *, now: float) -> None:
        """Ten times a second: arrival times, repeated requests, and a limit that has fallen."""
        ssrcs = self._ssrcs
        if not ssrcs:
            return
        fci = self._feedback.take()
        if fci is not None:
            self.peer.send_rtcp(pack_transport_feedback(ssrc=ssrcs[0], fci=fci))
        if self._sent_limit is not None and self.limit.bitrate() < self._sent_limit:
            self._tell_limit(now=now)
        self._ask(self._layers, now=now)

    def report(self, *, now: float) -> None:
        """Every second: receiver reports and, when it changes, the bitrate limit."""
        self._send(b"".join(layer.receiver_report(now=now) for layer in self._layers))
        self._tell_limit(now=now)

    @property
    def loudness(self) -> list[Loudness]:
        """How loud its sound is."""
        return [track.loudness for track in self.tracks if track.published.kind == "audio"]

    def bitrate(self, *, now: float) -> float:
        """Bits per second that arrive."""
        return self.meter.bitrate(now=now)

    def readings(self, *, now: float) -> list[Reading]:
        """How its way here is, by the last second's reports; nothing while nothing is sent."""
        taken = [layer.take_reading() for layer in self._layers]
        flows = self.bitrate(now=now) > 0
        return [reading for reading in taken if reading is not None and flows]

    @property
    def _layers(self) -> list[Layer]:
        return [layer for track in self.tracks for layer in track.layers]

    @property
    def _ssrcs(self) -> list[int]:
        return [layer.ssrc for layer in self._layers if layer.ssrc is not None]

    def _limit(self, *, now: float) -> int:
        """Whoever cannot follow gets a smaller size, where there are several."""
        has_sizes = any(
            sum(layer.figures(now=now).flows for layer in track.layers) > 1 for track in self.tracks
        )
        return UNLIMITED if has_sizes else self.limit.bitrate()

    def _tell_limit(self, *, now: float) -> None:
        bitrate = self._limit(now=now)
        ssrcs = self._ssrcs
        if ssrcs and bitrate != self._sent_limit:
            self._sent_limit = bitrate
            self._send(pack_bitrate_limit(ssrcs=ssrcs, bitrate=bitrate))

    def _ask(self, layers: list[Layer], *, now: float) -> None:
        for layer in layers:
            self._send(layer.requests(now=now))

    def _send(self, packet: bytes) -> None:
        if packet:
            self.peer.send_rtcp(packet)
