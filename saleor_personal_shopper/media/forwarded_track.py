"""One track of a publication on its way to one subscriber: numbers and ids rewritten.

The subscriber sees one stream, whatever is sent on in it: another size, or in a slot of an event
subscription another publication, whose format may be another, too.
"""

from collections import deque

from aiortc.rtp import RtcpReceiverInfo

from .answer import AnsweredFormat, AnsweredMedia
from .congestion import PUBLISHER_MINIMUM
from .forwarding import ExtensionWriter, OutgoingStream
from .layer import Layer
from .layers import LayerChoice
from .negotiation import ABS_SEND_TIME, TRANSPORT_SEQUENCE, passed_on_extensions
from .peer import Peer
from .picture_numbers import PictureNumbers
from .quality import Reading
from .rate_meter import RateMeter
from .resends import Resends
from .rtcp import SenderReport, middle_of_ntp, pack_sender_report
from .rtp_packet import RtpPacket, pack_rtp_header
from .track import Track
from .vp8_descriptor import Vp8Numbers
from .vp9_descriptor import Vp9Numbers

_REPORTS_KEPT = 4


class ForwardedTrack:
    """An m-line of a subscriber, and the track that is sent on it: none before `follow`."""

    def __init__(self, kind: str, media: AnsweredMedia, peer: Peer) -> None:
        self.kind = kind
        self.track: Track | None = None
        self.ssrc = media.ssrc or 0
        self.resent = 0
        self.meter = RateMeter()
        self._media = media
        self._peer = peer
        self._layer: Layer | None = None
        self._wanted: Layer | None = None
        self._choice = LayerChoice()
        self._numbers_by_codec = {"vp8": Vp8Numbers(), "vp9": Vp9Numbers()}
        self._numbers: PictureNumbers | None = None
        self._payload_type = 0
        self._rtx_payload_type: int | None = None
        self._rtx_ssrc = media.rtx_ssrc or 0
        self._rtx_sequence_number = 0
        self._reports_sent: deque[tuple[int, float]] = deque(maxlen=_REPORTS_KEPT)
        self._reading: Reading | None = None
        self._packets = self._octets = 0
        self._resends = Resends()
        self._stream = OutgoingStream(
            clock_rate=media.codec.clock_rate,
            waits_for_keyframe=kind == "video",
        )
        self._extensions = self._extension_writer({})

    def follow(self, track: Track | None) -> bool:
        """Have this track sent from the next `begin` on; False where its format does not fit."""
        self.end()
        self.track = self._layer = self._wanted = None
        if track is None or (agreed := self._format_of(track)) is None:
            return False
        self.track = track
        if len(track.layers) == 1:
            self._layer = self._wanted = track.layers[0]
        self._choice = LayerChoice()
        changes = self._media.slot is not None or self._layer is None
        known = self._numbers_by_codec.get(agreed.codec.name.lower())
        self._numbers = known if changes else None
        self._payload_type = agreed.codec.payload_type
        self._rtx_payload_type = agreed.rtx_payload_type
        passed_on = passed_on_extensions(track.published.extensions, self._media.extensions)
        self._extensions = self._extension_writer(passed_on)
        return True

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
        if first and self._numbers is not None:
            self._numbers.start_source()
        sequence_number, timestamp = numbers
        header = pack_rtp_header(
            payload_type=self._payload_type,
            marker=packet.marker,
            sequence_number=sequence_number,
            timestamp=timestamp,
            ssrc=self.ssrc,
            extensions=self._extensions.write(packet.extensions, len(packet.payload), now=now),
        )
        self._packets += 1
        self._octets += len(packet.payload)
        self.meter.add(len(packet.payload), now=now)
        self._peer.send_rtp(header + self._payload(packet))
        if first and layer.last_report is not None:
            self.report(layer.last_report, layer, now=now)

    def begin(self) -> None:
        """Let packets flow, a picture from its next keyframe on."""
        if self.track is not None and self not in self.track.readers:
            self.track.readers.append(self)
            self.want_keyframe()

    def end(self) -> None:
        """Let no packet flow; after a next `begin` the stream goes on without a gap."""
        if self.track is not None and self in self.track.readers:
            self.track.readers.remove(self)
            self._stream.pause()

    def choose(self, *, available_bitrate: float, small: bool, now: float) -> None:
        """Of a picture that comes in several sizes, want the one that fits from now on."""
        layers = [] if self.track is None else self.track.layers
        if len(layers) < 2:
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

    def least_bitrate(self, *, now: float) -> float:
        """Of the smallest size that comes; of a picture in one size what it can be brought to."""
        layers = [] if self.track is None else self.track.layers
        figures = [layer.figures(now=now) for layer in layers]
        least = min((one.bitrate for one in figures if one.flows), default=0.0)
        return least if len(layers) > 1 else min(least, PUBLISHER_MINIMUM)

    def wanted_bitrate(self, *, now: float) -> float:
        """Of the size that is wanted."""
        return 0.0 if self._wanted is None else self._wanted.figures(now=now).bitrate

    def want_keyframe(self) -> None:
        """The subscriber cannot go on without one."""
        if self._wanted is not None:
            self._wanted.keyframes.want()
        elif self.track is not None:
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
        sent_at = dict(self._reports_sent).get(block.lsr)
        trip = None if sent_at is None else max(0.0, now - sent_at - block.dlsr / 65536)
        if trip is not None:
            self._resends.round_trip = trip
        self._reading = Reading(
            loss=block.fraction_lost / 256,
            round_trip=trip,
            jitter=block.jitter / self._media.codec.clock_rate if self.kind == "audio" else None,
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
        if packet is None or not self._resends.allow(
            sequence_number, len(packet.payload), sent=self._octets, now=now
        ):
            return
        self.resent += 1
        extensions = self._extensions.write(packet.extensions, len(packet.payload), now=now)
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
        return True

    def _extension_writer(self, passed_on: dict[int, int]) -> ExtensionWriter:
        return ExtensionWriter(
            passed_on=passed_on,
            sequence_id=self._media.extensions.get(TRANSPORT_SEQUENCE),
            abs_send_time_id=self._media.extensions.get(ABS_SEND_TIME),
            sent=self._peer.sent,
        )

    def _format_of(self, track: Track) -> AnsweredFormat | None:
        published = track.published.codec
        formats = self._media.formats
        return next((one for one in formats if one.codec.same_format_as(published)), None)

    def _payload(self, packet: RtpPacket) -> bytes:
        return packet.payload if self._numbers is None else self._numbers.write(packet.payload)
