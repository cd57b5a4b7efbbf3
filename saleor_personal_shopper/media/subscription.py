"""One participant's view of a publication: what he is sent of it, and what he tells of that."""

from collections.abc import Sequence
from typing import ClassVar

from aiortc.rtp import RtcpReceiverInfo

from .answer import AnsweredMedia
from .congestion import VideoGate
from .forwarded_track import ForwardedTrack
from .log import log
from .messages import SessionKind
from .peer import Peer
from .publication import Publication
from .receiver import Receiver


class Subscription(Receiver):
    """Ends with its publication."""

    session_kind: ClassVar[SessionKind] = "subscription"

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
        self.publication = publication
        self.gate = VideoGate()
        answered = dict(media)
        tracks: list[ForwardedTrack] = []
        for source in publication.tracks:
            kind = source.published.kind
            if kind in answered:
                track = ForwardedTrack(kind, answered[kind], peer)
                track.follow(source)
                tracks.append(track)
        super().__init__(participant=participant, peer=peer, tracks=tracks)
        publication.limit.follow(id(self), self.downlink, self.gate)

    @property
    def paused(self) -> list[str]:
        """Its publication, while the picture is held back."""
        return [] if self.gate.is_open else [self.publication.id]

    def start(self) -> None:
        """The peer is connected: packets may flow, and the picture needs a beginning."""
        for track in self.tracks:
            if self.gate.is_open or track.kind != "video":
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
        if not self.gate.look(self.downlink, sound=self.sound_bitrate(now=now), now=now):
            return
        log.info("video.turned", session=self.peer.session, on=self.gate.is_open)
        for track in pictures:
            track.begin() if self.gate.is_open else track.end()

    def choose_layers(self, *, small: bool, now: float) -> None:
        """Once a second: the size of the picture that he shows, and that his way carries."""
        left = self.available_bitrate - self.sound_bitrate(now=now)
        for track in self._of_kind("video"):
            track.choose(available_bitrate=left, small=small, now=now)

    def _hear(self, blocks: Sequence[RtcpReceiverInfo], *, now: float) -> None:
        super()._hear(blocks, now=now)
        known = [block for block in blocks if block.ssrc in self._by_ssrc]
        if known:
            loss = max(block.fraction_lost for block in known) / 256
            trips = [self._by_ssrc[block.ssrc].round_trip for block in known]
            trip = max((one for one in trips if one is not None), default=None)
            rate = self.bitrate(now=now)
            self.downlink.reported(loss, rate=rate, now=now, round_trip=trip)
