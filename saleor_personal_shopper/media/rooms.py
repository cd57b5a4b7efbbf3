"""The rooms of one worker: who comes in, who goes, and what is said of it."""

from collections.abc import Iterable

from .changes import ChangeLog
from .errors import UnknownSession
from .event_subscription import EventSubscription
from .figures import Counts
from .liveness import PeerState
from .log import log
from .messages import ChangeKind
from .peer import Peer
from .publication import Publication
from .quality_watch import QualityWatch
from .room import Room, Session
from .slot_watch import SlotWatch
from .speaker_watch import SpeakerWatch
from .subscription import Subscription
from .switchboard import Switchboard


class Rooms:
    """By event; a room is there while it has sessions. `now` is monotonic, in seconds."""

    def __init__(self, changes: ChangeLog, switchboard: Switchboard) -> None:
        self.quality = QualityWatch(changes)
        self._changes = changes
        self._switchboard = switchboard
        self._speakers = SpeakerWatch(changes)
        self._slots = SlotWatch(changes)
        self._rooms: dict[str, Room] = {}
        self._sessions: dict[str, tuple[Room, Session]] = {}
        self._gone: set[str] = set()
        self._past = Counts()

    def __len__(self) -> int:
        return len(self._rooms)

    @property
    def events(self) -> list[str]:
        """The events of which somebody is here."""
        return list(self._rooms)

    @property
    def sessions(self) -> list[Session]:
        """Those of all rooms."""
        return [session for _, session in self._sessions.values()]

    @property
    def counts(self) -> Counts:
        """Packets of all sessions, past and present."""
        return self._past.with_running(self.sessions)

    def get(self, event: str) -> Room | None:
        """The room of an event, if anybody is there."""
        return self._rooms.get(event)

    def session(self, event: str, session_id: str) -> Session:
        """A session of that event. Raises UnknownSession."""
        room, session = self._sessions.get(session_id, (None, None))
        if room is None or session is None or room.event != event:
            raise UnknownSession("There is no such session in this room.")
        return session

    def add(self, event: str, session: Session, *, now: float) -> list[Session]:
        """Take a session in; returns those that give way to it, to be closed by `end`."""
        room = self._rooms.setdefault(event, Room(event))
        replaced = room.add(session, now=now)
        self._sessions[session.peer.session] = (room, session)
        self._switchboard.add(session.peer)
        self._slots.look(room)
        log.info(
            "session.opened", room=event, session=session.peer.session, kind=session.session_kind
        )
        return replaced

    async def close(self, event: str, session_ids: Iterable[str], *, now: float) -> None:
        """Close these sessions and what depends on them; nothing happens if they are gone."""
        for session_id in session_ids:
            if (room := self._rooms.get(event)) is not None:
                await self.end(event, room.remove(session_id, now=now))

    async def end(self, event: str, sessions: Iterable[Session]) -> None:
        """Close sessions that were taken out of this event's room."""
        for session in sessions:
            await session.peer.close()
            self._switchboard.remove(session.peer)
            self._sessions.pop(session.peer.session, None)
            self._gone.discard(session.peer.session)
            self._past.add(session)
            log.info("session.closed", room=event, session=session.peer.session)
        room = self._rooms.get(event)
        if room is not None and not room.sessions:
            del self._rooms[event]
        elif room is not None:
            self._slots.look(room)

    def peer_changed(self, peer: Peer) -> None:
        """Called by a peer that has entered another state."""
        room, session = self._sessions.get(peer.session, (None, None))
        if room is None or session is None or peer.state is PeerState.CHECKING:
            return
        if peer.state is PeerState.CONNECTED:
            self._welcome(room, session)
        if peer.state is PeerState.GONE:
            self._gone.add(peer.session)
        self._changes.add(
            event=room.event,
            session=peer.session,
            participant=session.participant,
            kind=ChangeKind(peer.state.value),
        )

    def listen(self, *, now: float) -> None:
        """Find out who speaks; to be called as often as SpeakerWatch wants it."""
        self._speakers.look(self._rooms.values(), now=now)

    async def tick(self, *, now: float, reporting: bool) -> None:
        """What is due at `now`: feedback always, reports and farewells when `reporting`."""
        for room, session in list(self._sessions.values()):
            if isinstance(session, Publication):
                session.tick(now=now)
            elif isinstance(session, EventSubscription) and session.settle(now=now):
                self._slots.look(room)
            if reporting:
                _report(room, session, now=now)
                session.peer.tick(now=now)
        if reporting:
            self.quality.look(self._rooms.values(), now=now)
        for session_id in list(self._gone):
            self._gone.discard(session_id)
            if session_id in self._sessions:
                await self.close(self._sessions[session_id][0].event, [session_id], now=now)

    def _welcome(self, room: Room, session: Session) -> None:
        """Begin, and have everything said again, since the newcomer has not heard it."""
        self.quality.repeat(room.event)
        self._speakers.repeat(room.event)
        self._slots.repeat(room)
        if not isinstance(session, Publication):
            session.start()


def _report(room: Room, session: Session, *, now: float) -> None:
    if isinstance(session, Publication):
        session.report(now=now)
    elif isinstance(session, Subscription):
        session.look(now=now)
        session.choose_layers(small=room.shows_small(session), now=now)
    else:
        session.look(large=room.large_of(session.participant), now=now)
