"""Looks once a second at every participant of every room, and says when his connection changed.

Reads what publications and subscriptions measured anyway; nothing of it is on a packet's way.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from .changes import ChangeLog
from .liveness import PeerState
from .messages import ChangeKind
from .publication import Publication
from .quality import Figures, Judgement, Quality, quality_of, smoothed
from .receiver import Receiver
from .room import Room, Session


@dataclass
class _Watched:
    judgement: Judgement = field(default_factory=Judgement)
    loss_up: float | None = None
    loss_down: float | None = None
    paused: list[str] = field(default_factory=list)
    figures: Figures = field(default_factory=Figures)


class QualityWatch:
    """What was said of whom; it is said by a change in the log."""

    def __init__(self, changes: ChangeLog) -> None:
        self._changes = changes
        self._watched: dict[tuple[str, str], _Watched] = {}

    @property
    def figures(self) -> list[Figures]:
        """The newest of every participant."""
        return [watched.figures for watched in self._watched.values()]

    def repeat(self, event: str) -> None:
        """Somebody came into the room: say again how everybody is connected."""
        for (of, _), watched in self._watched.items():
            if of == event:
                watched.judgement.said = None

    def look(self, rooms: Iterable[Room], *, now: float) -> None:
        """To be called once a second, after the reports of that second."""
        seen = set()
        for room in rooms:
            for participant, sessions in _by_participant(room).items():
                key = (room.event, participant)
                seen.add(key)
                self._judge(key, sessions, now=now)
        for key in self._watched.keys() - seen:
            del self._watched[key]

    def _judge(self, key: tuple[str, str], sessions: list[Session], *, now: float) -> None:
        watched = self._watched.setdefault(key, _Watched())
        figures = watched.figures = _measure(watched, sessions, now=now)
        is_silent = all(session.peer.state is PeerState.SILENT for session in sessions)
        quality = Quality.SILENT if is_silent else quality_of(figures)
        paused = _paused_videos(sessions)
        has_turned, watched.paused = paused != watched.paused, paused
        if watched.judgement.hear(quality, now=now) or has_turned:
            word = watched.judgement.said or quality
            self._changes.add(
                event=key[0],
                participant=key[1],
                kind=ChangeKind.QUALITY,
                quality={"word": word.value, **asdict(figures), "paused": paused},
            )


def _paused_videos(sessions: list[Session]) -> list[str]:
    """The publications of which he gets the sound alone, since his way carries no picture."""
    downs = [one for one in sessions if isinstance(one, Receiver)]
    return sorted({publication for one in downs for publication in one.paused})


def _by_participant(room: Room) -> dict[str, list[Session]]:
    """The sessions that are set up."""
    found: dict[str, list[Session]] = defaultdict(list)
    for session in room.sessions.values():
        if session.peer.state in (PeerState.CONNECTED, PeerState.SILENT):
            found[session.participant].append(session)
    return found


def _measure(watched: _Watched, sessions: list[Session], *, now: float) -> Figures:
    ups = [one for one in sessions if isinstance(one, Publication)]
    downs = [one for one in sessions if isinstance(one, Receiver)]
    sent = [reading for one in ups for reading in one.readings(now=now)]
    received = [reading for one in downs for reading in one.readings()]
    watched.loss_up = smoothed(_worst(one.loss for one in sent), watched.loss_up)
    watched.loss_down = smoothed(_worst(one.loss for one in received), watched.loss_down)
    return Figures(
        loss=_worst((watched.loss_up, watched.loss_down)),
        round_trip=_worst(one.round_trip for one in received),
        jitter=_worst(one.jitter for one in (*sent, *received)),
        bitrate_up=int(sum(one.bitrate(now=now) for one in ups)),
        bitrate_down=int(sum(one.bitrate(now=now) for one in downs)),
    )


def _worst(values: Iterable[float | None]) -> float | None:
    return max((value for value in values if value is not None), default=None)
