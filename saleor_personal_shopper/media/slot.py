"""One slot of an event subscription: a line for sound, one for a picture, and who is on them."""

from .congestion import UNLIMITED, Share, VideoGate
from .forwarded_track import ForwardedTrack
from .publication import Publication


class Slot:
    """Shows one publication at a time; `gate` holds its picture back, `share` is what it may take.

    Rates are in bits per second.
    """

    def __init__(self, tracks: list[ForwardedTrack]) -> None:
        self.publication: Publication | None = None
        self.share = Share()
        self.gate = VideoGate()
        self._tracks = tracks
        self._flows = False

    @property
    def picture(self) -> ForwardedTrack | None:
        """The line of the picture, while a picture is shown on it."""
        return next((one for one in self._following if one.kind == "video"), None)

    def start(self) -> None:
        """The peer is connected: packets may flow."""
        self._flows = True
        self._begin()

    def show(self, publication: Publication | None) -> None:
        """Show this one from now on, or nothing."""
        if self.publication is not None:
            self.publication.limit.forget(id(self))
        self.publication, self.gate, self.share = publication, VideoGate(), Share()
        sources = {} if publication is None else publication.by_kind
        for track in self._tracks:
            track.follow(sources.get(track.kind))
        if publication is not None:
            publication.limit.follow(id(self), self.share, self.gate)
        self._begin()

    def turn(self, gate: VideoGate) -> None:
        """Have this gate decide whether the picture flows."""
        self.gate = gate
        if self.publication is not None:
            self.publication.limit.follow(id(self), self.share, gate)
        if (picture := self.picture) is not None and not gate.is_open:
            picture.end()
        self._begin()

    def take(self, left: float, *, small: bool, is_limited: bool, now: float) -> float:
        """Choose the size of the picture that fits into what is left; gives what it takes."""
        picture = self.picture
        if picture is None:
            return 0.0
        picture.choose(available_bitrate=left, small=small, now=now)
        sound = sum(one.meter.bitrate(now=now) for one in self._tracks if one.kind == "audio")
        self.share.available_bitrate = int(left + sound) if is_limited else UNLIMITED
        return min(left, picture.wanted_bitrate(now=now))

    def least_bitrate(self, *, now: float) -> float:
        """What the picture needs to be shown at all."""
        picture = self.picture
        return 0.0 if picture is None else picture.least_bitrate(now=now)

    @property
    def _following(self) -> list[ForwardedTrack]:
        return [track for track in self._tracks if track.track is not None]

    def _begin(self) -> None:
        for track in self._following:
            if self._flows and (self.gate.is_open or track.kind != "video"):
                track.begin()
