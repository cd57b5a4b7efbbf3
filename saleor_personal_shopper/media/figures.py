"""What the control API tells of sessions and rooms, and of the worker as a whole."""

from collections.abc import Iterable

from .event_subscription import EventSubscription
from .messages import RoomState, SessionState
from .publication import Publication
from .receiver import Receiver
from .room import Room, Session
from .subscription import Subscription


class Counts:
    """Packets since the worker began, those of closed sessions included."""

    def __init__(self) -> None:
        self.arrived = self.sent = self.lost = self.refused = 0

    def add(self, session: Session) -> None:
        """Count a session in."""
        self.arrived += session.peer.packets_in
        self.sent += session.peer.packets_out
        self.refused += session.peer.refused
        self.lost += _lost(session)

    def with_running(self, sessions: Iterable[Session]) -> "Counts":
        """These and those of sessions that run."""
        total = Counts()
        total.arrived, total.sent = self.arrived, self.sent
        total.lost, total.refused = self.lost, self.refused
        for session in sessions:
            total.add(session)
        return total


def room_state(room: Room, *, now: float) -> RoomState:
    """Who sends and watches what."""
    states = tuple(_session_state(item, now=now) for item in room.sessions.values())
    return RoomState(event=room.event, sessions=states)


def bitrate_in(sessions: Iterable[Session], *, now: float) -> int:
    """Bits per second that arrive."""
    return int(sum(one.bitrate(now=now) for one in sessions if isinstance(one, Publication)))


def bitrate_out(sessions: Iterable[Session], *, now: float) -> int:
    """Bits per second that are sent on."""
    return int(sum(one.bitrate(now=now) for one in sessions if isinstance(one, Receiver)))


def _lost(session: Session) -> int:
    if isinstance(session, Publication):
        return sum(track.packets_lost for track in session.tracks)
    return 0


def _session_state(session: Session, *, now: float) -> SessionState:
    publication = session.publication if isinstance(session, Subscription) else None
    if isinstance(session, Publication):
        publication = session
    receives = None if isinstance(session, Publication) else session
    return SessionState(
        session=session.peer.session,
        kind=session.session_kind,
        participant=session.participant,
        publication="" if publication is None else publication.id,
        source="" if publication is None else publication.source,
        state=session.peer.state.value,
        packets_in=session.peer.packets_in,
        packets_out=session.peer.packets_out,
        packets_lost=_lost(session),
        packets_resent=0 if receives is None else sum(track.resent for track in receives.tracks),
        bitrate=int(session.bitrate(now=now)),
        available_bitrate=None if receives is None else receives.available_bitrate,
        slots=session.slots if isinstance(session, EventSubscription) else None,
    )
