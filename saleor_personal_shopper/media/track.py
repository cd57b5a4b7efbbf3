"""One m-line of a publication, and the way from it to its subscribers."""

from typing import Protocol

from .answer import AnsweredMedia
from .layer import Layer
from .negotiation import AUDIO_LEVEL, PublishedTrack
from .rtcp import SenderReport
from .rtp_packet import RtpPacket
from .simulcast import REPAIRED_RID, RID
from .speaker import Loudness


class TrackReader(Protocol):
    """What a track's packets are handed to: one track of one subscription."""

    def forward(
        self, packet: RtpPacket, layer: Layer, *, starts_keyframe: bool, now: float
    ) -> None:
        """Send the packet on."""

    def report(self, report: SenderReport, layer: Layer, *, now: float) -> None:
        """Send the publisher's clocks on."""


class Track:
    """Sound, or a picture in one size or several; `layers` are in the offer's order."""

    def __init__(self, kind: str, media: AnsweredMedia) -> None:
        agreed, codec = media.formats[0], media.codec
        self.published = PublishedTrack(kind, codec, media.extensions)
        self.readers: list[TrackReader] = []
        self.loudness = Loudness()
        self.layers = [
            Layer(codec, kind=kind, asks_again="nack" in agreed.feedback)
            for _ in media.layers or ("",)
        ]
        self._by_rid = dict(zip(media.layers, self.layers, strict=False))
        self._by_ssrc: dict[int, Layer] = {}
        self._rid_id = media.extensions.get(RID, 0)
        self._repaired_rid_id = media.extensions.get(REPAIRED_RID, 0)
        self._level_id = media.extensions.get(AUDIO_LEVEL) if kind == "audio" else None
        self._rtx_payload_type = agreed.rtx_payload_type

    @property
    def payload_types(self) -> list[int]:
        """Those of the media and of its retransmissions."""
        own = [self.published.codec.payload_type]
        return own if self._rtx_payload_type is None else [*own, self._rtx_payload_type]

    @property
    def packets_lost(self) -> int:
        """Packets that have not come so far."""
        return sum(layer.reception.packets_lost for layer in self.layers)

    def receive(self, packet: RtpPacket, *, now: float) -> None:
        """Take one packet and hand it to all readers; a repeated one goes no further."""
        is_repair = packet.payload_type == self._rtx_payload_type
        layer = self._layer_of(packet, self._repaired_rid_id if is_repair else self._rid_id)
        original = self._unwrap(packet, layer) if is_repair and layer else packet
        if layer is None or original is None:
            return
        starts = layer.take(original, now=now)
        if starts is None:
            return
        if self._level_id is not None and (level := original.extension(self._level_id)):
            self.loudness.hear(level)
        for reader in self.readers:
            reader.forward(original, layer, starts_keyframe=starts, now=now)

    def want_keyframe(self) -> None:
        """A subscriber cannot go on without one, and it does not matter of which size."""
        for layer in self.layers:
            layer.keyframes.want()

    def hear_report(self, report: SenderReport) -> None:
        """The publisher's clocks: kept for subscribers to come, passed on to those here."""
        for layer in self.layers:
            if layer.ssrc == report.ssrc:
                layer.last_report = report
                for reader in self.readers:
                    reader.report(report, layer, now=report.arrived_at)

    def _layer_of(self, packet: RtpPacket, rid_id: int) -> Layer | None:
        """Browsers name the rid only until they know that it was understood."""
        if not self._by_rid:
            return self.layers[0]
        rid = packet.extension(rid_id)
        if rid is not None and (named := self._by_rid.get(rid.decode(errors="replace"))):
            self._by_ssrc[packet.ssrc] = named
        return self._by_ssrc.get(packet.ssrc)

    def _unwrap(self, packet: RtpPacket, layer: Layer) -> RtpPacket | None:
        if layer.ssrc is None:
            return None
        return packet.original(payload_type=self.published.codec.payload_type, ssrc=layer.ssrc)
