"""One track of a publication on its way to one subscriber: numbers and ids rewritten."""

from collections import deque

from aiortc.rtp import RtcpReceiverInfo

from .answer import AnsweredMedia
from .forwarding import ExtensionWriter, OutgoingStream
from .layer import Layer
from .layers import LayerChoice
from .negotiation import ABS_SEND_TIME, passed_on_extensions
from .peer import Peer
from .quality import Reading
from .rate_meter import RateMeter
from .rtcp import SenderReport, middle_of_ntp, pack_sender_report
from .rtp_packet import RtpPacket, pack_rtp_header
from .token_bucket import TokenBucket
from .track import Track
from .vp8_descriptor import Vp8Numbers

_RESENDS_PER_SECOND = 500
_REPORTS_KEPT = 4


class ForwardedTrack:
    """One track of a publication on its way to one subscriber."""

    def __init__(self, track: Track, media: AnsweredMedia, peer: Peer) -> None:
        self.track = track
        self.ssrc = media.ssrc or 0
        self.resent = 0
        self.meter = RateMeter()
        self._peer = peer
        self._layer: Layer | None = track.layers[0] if len(track.layers) == 1 else None
        self._wanted = self._layer
        self._choice = LayerChoice()
        is_vp8 = media.codec.name.lower() == "vp8"
        self._numbers = Vp8Numbers() if is_vp8 and self._layer is None else None
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

    def forward(
        self, packet: RtpPacket, layer: Layer, *, starts_keyframe: bool, now: float
    ) -> None:
        """Send the publisher's packet on under this subscriber's numbers."""
        if layer is not self._layer and not self._switches_to(layer, starts_keyframe):
            return
        first = not self._stream.follows(packet.ssrc)
        numbers = self._stream.translate(packet, starts_keyframe=starts_keyframe, now=now)
        if numbers is None:
            if first:
                layer.keyframes.want()
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
        self._peer.send_rtp(header + self._payload(packet))
        if first and layer.last_report is not None:
            self.report(layer.last_report, layer, now=now)

    def begin(self) -> None:
        """Let packets flow, a picture from its next keyframe on."""
        if self not in self.track.readers:
            self.track.readers.append(self)
            self.want_keyframe()

    def end(self) -> None:
        """Let no packet flow; after a next `begin` the stream goes on without a gap."""
        if self in self.track.readers:
            self.track.readers.remove(self)
            self._stream.pause()

    def choose(self, *, available_bitrate: float, small: bool, now: float) -> None:
        """Of a picture that comes in several sizes, want the one that fits from now on."""
        layers = self.track.layers
        if len(layers) == 1:
            return
        current = None if self._wanted is None else layers.index(self._wanted)
        number = self._choice.look(
            [layer.figures(now=now) for layer in layers],
            current=current,
            available_bitrate=available_bitrate,
            small=small,
            now=now,
        )
        self._wanted = None if number is None else layers[number]
        if self._wanted is not None and self._wanted is not self._layer:
            self._wanted.keyframes.want()

    def want_keyframe(self) -> None:
        """The subscriber cannot go on without one."""
        if self._wanted is not None:
            self._wanted.keyframes.want()
        else:
            self.track.want_keyframe()

    def report(self, report: SenderReport, layer: Layer, *, now: float) -> None:
        """Pass the publisher's clocks on, so that sound and picture stay in time."""
        if layer is not self._layer or not self._stream.follows(report.ssrc):
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

    @property
    def round_trip(self) -> float | None:
        """Seconds to the subscriber and back, by his last report."""
        return None if self._reading is None else self._reading.round_trip

    def take_reading(self) -> Reading | None:
        """What the last report told, once."""
        reading, self._reading = self._reading, None
        return reading

    def resend(self, sequence_number: int, *, now: float) -> None:
        """Repeat a packet the subscriber misses, as RTX (RFC 4588) where negotiated."""
        original = self._stream.original_sequence_number(sequence_number)
        packet = self._layer.cache.get(original) if original is not None and self._layer else None
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
            self._peer.send_rtp(header + self._payload(packet))
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
        number = sequence_number.to_bytes(2, "big")
        self._peer.send_rtp(header + number + self._payload(packet))

    def _switches_to(self, layer: Layer, starts_keyframe: bool) -> bool:
        """The old size goes on until the new one begins. At first any size will do."""
        if self._wanted is None:
            self._wanted = layer
        if layer is not self._wanted:
            return False
        if not starts_keyframe:
            layer.keyframes.want()
            return False
        self._layer = layer
        if self._numbers is not None:
            self._numbers.start_source()
        return True

    def _payload(self, packet: RtpPacket) -> bytes:
        return packet.payload if self._numbers is None else self._numbers.write(packet.payload)
