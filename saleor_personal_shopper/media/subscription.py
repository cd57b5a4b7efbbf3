"""One participant's view of a publication: what he is sent of it, and what he tells of that."""

from aiortc.rtp import AnyRtcpPacket, RtcpReceiverInfo

from .answer import AnsweredMedia
from .congestion import Downlink, VideoGate
from .forwarded_track import ForwardedTrack
from .log import log
from .peer import Peer
from .publication import Publication
from .quality import Reading
from .rtcp import (
    asks_for_keyframe,
    estimated_bitrate,
    lost_sequence_numbers,
    receiver_reports_of,
)
from .rtp_packet import RtpPacket

_MAX_NACKED = 128


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

    def choose_layers(self, *, small: bool, now: float) -> None:
        """Once a second: the size of the picture that he shows, and that his way carries."""
        sound = sum(track.meter.bitrate(now=now) for track in self._of_kind("audio"))
        for track in self._of_kind("video"):
            track.choose(available_bitrate=self.available_bitrate - sound, small=small, now=now)

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
            trips = [self._by_ssrc[block.ssrc].round_trip for block in known]
            trip = max((one for one in trips if one is not None), default=None)
            rate = self.bitrate(now=now)
            self.downlink.reported(loss, rate=rate, now=now, round_trip=trip)

    def _repair(self, packet: AnyRtcpPacket, *, now: float) -> None:
        for sequence_number in lost_sequence_numbers(packet)[:_MAX_NACKED]:
            track = self._by_ssrc.get(getattr(packet, "media_ssrc", 0))
            if track is not None:
                track.resend(sequence_number, now=now)
        if asks_for_keyframe(packet):
            for track in self.tracks:
                track.want_keyframe()
