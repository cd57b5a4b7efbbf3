"""One participant's view of a publication: numbers and ids rewritten, losses repaired."""

from collections import deque

from aiortc.rtp import AnyRtcpPacket, RtcpReceiverInfo

from .answer import AnsweredMedia
from .congestion import Downlink, VideoGate
from .forwarding import ExtensionWriter, OutgoingStream
from .log import log
from .negotiation import ABS_SEND_TIME, passed_on_extensions
from .peer import Peer
from .publication import Publication, Track
from .quality import Reading
from .rate_meter import RateMeter
from .rtcp import (
    SenderReport,
    asks_for_keyframe,
    estimated_bitrate,
    lost_sequence_numbers,
    middle_of_ntp,
    pack_sender_report,
    receiver_reports_of,
)
from .rtp_packet import RtpPacket, pack_rtp_header
from .token_bucket import TokenBucket

_RESENDS_PER_SECOND = 500
_MAX_NACKED = 128
_REPORTS_KEPT = 4


class ForwardedTrack:
    """One track of a publication on its way to one subscriber."""

    def __init__(self, track: Track, media: AnsweredMedia, peer: Peer) -> None:
        self.track = track
        self.ssrc = media.ssrc or 0
        self.resent = 0
        self.meter = RateMeter()
        self._peer = peer
        self._payload_type = media.codec.payload_type
        self._rtx_payload_type = media.codec.rtx_payload_type if media.with_rtx else None
        self._rtx_ssrc = media.rtx_ssrc or 0
        self._rtx_sequence_number = 0
        self._reports_sent: deque[tuple[int, float]] = deque(maxlen=_REPORTS_KEPT)
        self._reading: Reading | None = None
        self._packets = self._octets = 0
        self._resends = TokenBucket(rate=_RESENDS_PER_SECOND, burst=_RESENDS_PER_SECOND / 2)
        self._stream = OutgoingStream(
            clock_rate=media.codec.clock_rate,
            waits_for_keyframe=track.published.kind == "video",
        )
        self._extensions = ExtensionWriter(
            passed_on=passed_on_extensions(track.published.extensions, media.extensions),
            abs_send_time_id=media.extensions.get(ABS_SEND_TIME),
        )

    def forward(self, packet: RtpPacket, *, starts_keyframe: bool, now: float) -> None:
        """Send the publisher's packet on under this subscriber's numbers."""
        first = not self._stream.started
        numbers = self._stream.translate(packet, starts_keyframe=starts_keyframe, now=now)
        if numbers is None:
            if not self._stream.follows(packet.ssrc):
                self.track.keyframes.want()
            return
        header = pack_rtp_header(
            payload_type=self._payload_type,
            marker=packet.marker,
            sequence_number=numbers.sequence_number,
            timestamp=numbers.timestamp,
            ssrc=self.ssrc,
            extensions=self._extensions.write(packet.extensions, now=now),
        )
        self._packets += 1
        self._octets += len(packet.payload)
        self.meter.add(len(packet.payload), now=now)
        self._peer.send_rtp(header + packet.payload)
        if first and self.track.last_report is not None:
            self.report(self.track.last_report, now=now)

    def begin(self) -> None:
        """Let packets flow, a picture from its next keyframe on."""
        if self not in self.track.readers:
            self.track.readers.append(self)
            self.track.keyframes.want()

    def end(self) -> None:
        """Let no packet flow; after a next `begin` the stream goes on without a gap."""
        if self in self.track.readers:
            self.track.readers.remove(self)
            self._stream.pause()

    def report(self, report: SenderReport, *, now: float) -> None:
        """Pass the publisher's clocks on, so that sound and picture stay in time."""
        if not self._stream.started:
            return
        self._reports_sent.append((middle_of_ntp(report.ntp_timestamp), now))
        self._peer.send_rtcp(
            pack_sender_report(
                ssrc=self.ssrc,
                ntp_timestamp=report.ntp_timestamp,
                rtp_timestamp=self._stream.translate_timestamp(report.rtp_timestamp),
                packets=self._packets,
                octets=self._octets,
            )
        )

    def hear(self, block: RtcpReceiverInfo, *, now: float) -> None:
        """What the subscriber tells of the way to him."""
        is_sound = self.track.published.kind == "audio"
        sent_at = dict(self._reports_sent).get(block.lsr)
        waited = block.dlsr / 65536
        self._reading = Reading(
            loss=block.fraction_lost / 256,
            round_trip=None if sent_at is None else max(0.0, now - sent_at - waited),
            jitter=block.jitter / self.track.published.codec.clock_rate if is_sound else None,
        )

    def take_reading(self) -> Reading | None:
        """What the last report told, once."""
        reading, self._reading = self._reading, None
        return reading

    def resend(self, sequence_number: int, *, now: float) -> None:
        """Repeat a packet the subscriber misses, as RTX (RFC 4588) where negotiated."""
        original = self._stream.original_sequence_number(sequence_number)
        packet = None if original is None else self.track.cache.get(original)
        if packet is None or not self._resends.take(1, now=now):
            return
        self.resent += 1
        extensions = self._extensions.write(packet.extensions, now=now)
        timestamp = self._stream.translate_timestamp(packet.timestamp)
        if self._rtx_payload_type is None:
            header = pack_rtp_header(
                payload_type=self._payload_type,
                marker=packet.marker,
                sequence_number=sequence_number,
                timestamp=timestamp,
                ssrc=self.ssrc,
                extensions=extensions,
            )
            self._peer.send_rtp(header + packet.payload)
            return
        header = pack_rtp_header(
            payload_type=self._rtx_payload_type,
            marker=packet.marker,
            sequence_number=self._rtx_sequence_number,
            timestamp=timestamp,
            ssrc=self._rtx_ssrc,
            extensions=extensions,
        )
        self._rtx_sequence_number = (self._rtx_sequence_number + 1) & 0xFFFF
        self._peer.send_rtp(header + sequence_number.to_bytes(2, "big") + packet.payload)


class Subscription:
    """Handles the control packets of a subscribing peer; it sends no media."""

    def __init__(
        self,
        *,
        subscription_id: str,
        participant: str,
        publication: Publication,
        peer: Peer,
        media: list[tuple[str, AnsweredMedia]],
    ) -> None:
        self.id = subscription_id
        self.participant = participant
        self.publication = publication
        self.peer = peer
        answered = dict(media)
        self.tracks = [
            ForwardedTrack(track, answered[track.published.kind], peer)
            for track in publication.tracks
            if track.published.kind in answered
        ]
        self._by_ssrc = {track.ssrc: track for track in self.tracks}
        self.downlink, self.gate = Downlink(), VideoGate()
        publication.limit.follow(id(self), self.downlink, self.gate)
        peer.handler = self

    @property
    def available_bitrate(self) -> int:
        """Bits per second that the way to this subscriber carries."""
        return self.downlink.available_bitrate

    @property
    def is_video_paused(self) -> bool:
        """Whether the picture is held back, so that the voice comes through."""
        return not self.gate.is_open

    def start(self) -> None:
        """The peer is connected: packets may flow, and the picture needs a beginning."""
        for track in self.tracks:
            if self.gate.is_open or track.track.published.kind != "video":
                track.begin()

    def stop(self) -> None:
        """Take this subscriber out of the publication's way."""
        self.publication.limit.forget(id(self))
        for track in self.tracks:
            track.end()

    def look(self, *, now: float) -> None:
        """Once a second: hold the picture back where it would cost the voice, or try it again."""
        pictures, sounds = self._of_kind("video"), self._of_kind("audio")
        if not pictures or not sounds:
            return
        sound = sum(track.meter.bitrate(now=now) for track in sounds)
        if not self.gate.look(self.downlink, sound=sound, now=now):
            return
        log.info("video.turned", session=self.peer.session, on=self.gate.is_open)
        for track in pictures:
            track.begin() if self.gate.is_open else track.end()

    def handle_rtp(self, packet: RtpPacket, *, now: float) -> None:
        """A subscriber has nothing to send; what it sends all the same is dropped."""

    def handle_rtcp(self, packets: list[AnyRtcpPacket], *, now: float) -> None:
        """Losses are repaired here, lost pictures and slow paths reported to the publisher."""
        for packet in packets:
            self._hear(receiver_reports_of(packet), now=now)
            estimate = estimated_bitrate(packet)
            if estimate is not None:
                self.downlink.estimated(estimate, rate=self.bitrate(now=now), now=now)
                continue
            self._repair(packet, now=now)

    def bitrate(self, *, now: float) -> float:
        """Bits per second that are sent."""
        return sum(track.meter.bitrate(now=now) for track in self.tracks)

    def readings(self) -> list[Reading]:
        """How the way to this subscriber is, by what he reported since the last call."""
        taken = [track.take_reading() for track in self.tracks]
        return [reading for reading in taken if reading is not None]

    def _of_kind(self, kind: str) -> list[ForwardedTrack]:
        return [track for track in self.tracks if track.track.published.kind == kind]

    def _hear(self, blocks: list[RtcpReceiverInfo], *, now: float) -> None:
        known = [block for block in blocks if block.ssrc in self._by_ssrc]
        for block in known:
            self._by_ssrc[block.ssrc].hear(block, now=now)
        if known:
            loss = max(block.fraction_lost for block in known) / 256
            self.downlink.reported(loss, rate=self.bitrate(now=now), now=now)

    def _repair(self, packet: AnyRtcpPacket, *, now: float) -> None:
        for sequence_number in lost_sequence_numbers(packet)[:_MAX_NACKED]:
            track = self._by_ssrc.get(getattr(packet, "media_ssrc", 0))
            if track is not None:
                track.resend(sequence_number, now=now)
        if asks_for_keyframe(packet):
            for track in self.tracks:
                track.track.keyframes.want()
