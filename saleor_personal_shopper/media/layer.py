"""One received stream: a voice, a picture, or one size of a picture that is sent in several."""

from typing import Final

from .keyframes import KeyframeRequests, picture_pixels, starts_keyframe
from .layers import LayerFigures
from .offer import Codec
from .packet_cache import PacketCache
from .quality import Reading
from .rate_meter import RateMeter
from .reception import Reception, ReceptionReport
from .rtcp import SenderReport, pack_nack, pack_picture_loss, pack_receiver_report
from .rtp_packet import RtpPacket

_FLOWS_SECONDS: Final = 1.0
_KEPT: Final = {"audio": 64, "video": 512}
"""Packets: a second or two, after which a repetition would come too late."""


class Layer:
    """Its losses, its recent packets, and what is to be asked of the sender."""

    def __init__(self, codec: Codec, *, kind: str, asks_again: bool) -> None:
        self.cache = PacketCache(size=_KEPT[kind])
        self.keyframes = KeyframeRequests()
        self.reception = Reception(clock_rate=codec.clock_rate)
        self.ssrc: int | None = None
        self.last_report: SenderReport | None = None
        self._clock_rate, self._codec_name = codec.clock_rate, codec.name.lower()
        self._kind = kind
        self._asks_again = asks_again
        self._meter = RateMeter()
        self._pixels = 0
        self._heard_at = float("-inf")
        self._reading: Reading | None = None

    def take(self, packet: RtpPacket, *, now: float) -> bool | None:
        """Note a packet: whether a picture can begin with it; None when it came before."""
        if packet.ssrc != self.ssrc:
            self.ssrc = packet.ssrc
            self.last_report = None
            self.cache.clear()
            self.reception = Reception(clock_rate=self._clock_rate)
        if not self.reception.received(packet.sequence_number, packet.timestamp, now=now):
            return None
        self._heard_at = now
        self._meter.add(len(packet.payload), now=now)
        self.cache.put(packet)
        starts = starts_keyframe(self._codec_name, packet.payload)
        if starts and self._kind == "video":
            self.keyframes.arrived()
            self._pixels = picture_pixels(self._codec_name, packet.payload) or self._pixels
        return starts

    def figures(self, *, now: float) -> LayerFigures:
        """How large it is, and whether it flows."""
        return LayerFigures(
            pixels=self._pixels,
            bitrate=self._meter.bitrate(now=now),
            flows=now - self._heard_at < _FLOWS_SECONDS,
        )

    def requests(self, *, now: float) -> bytes:
        """What to ask the publisher for now: lost packets, a keyframe; empty for nothing."""
        if self.ssrc is None:
            return b""
        requests = b""
        lost = self.reception.due_nacks(now=now) if self._asks_again else []
        if lost:
            requests += pack_nack(ssrc=self.ssrc, lost=lost)
        if self._kind == "video" and self.keyframes.due(now=now):
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

    def take_reading(self) -> Reading | None:
        """What the last receiver report told, once."""
        reading, self._reading = self._reading, None
        return reading

    def _read(self, report: ReceptionReport) -> Reading:
        # Pictures come in bursts, so that their jitter says nothing of the network.
        is_sound = self._kind == "audio"
        jitter = report.jitter / self._clock_rate if is_sound else None
        return Reading(loss=report.fraction_lost / 256, jitter=jitter)
