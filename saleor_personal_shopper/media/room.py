"""One call: who publishes what, who watches it, and who gives way to a newer one."""

from .messages import RoomState, SessionState
from .peer import Peer
from .publication import Publication
from .subscription import Subscription

Session = Publication | Subscription


class Room:
    """The sessions of one event. It decides; the worker closes what it hands out."""

    def __init__(self, event: str) -> None:
        self.event = event
        self.sessions: dict[str, Session] = {}
        self.speaker = ""
        self._large: dict[str, str] = {}

    @property
    def publications(self) -> list[Publication]:
        """All that is being sent."""
        return [item for item in self.sessions.values() if isinstance(item, Publication)]

    @property
    def subscriptions(self) -> list[Subscription]:
        """All that is being watched."""
        return [item for item in self.sessions.values() if isinstance(item, Subscription)]

    def publication(self, publication_id: str) -> Publication | None:
        """The publication with this id."""
        return next((item for item in self.publications if item.id == publication_id), None)

    def add(self, session: Session) -> list[Session]:
        """Take a session in; returns those it replaces, already taken out.

        One publication per participant and source, one subscription per participant and
        publication: the newest stays, since a reloaded page cannot close its old ones.
        """
        replaced = [item for item in self.sessions.values() if _same_place(item, session)]
        removed = [gone for item in replaced for gone in self.remove(item.peer.session)]
        self.sessions[session.peer.session] = session
        return removed

    def remove(self, session_id: str) -> list[Session]:
        """Take a session out; returns it with the subscriptions that end with it."""
        session = self.sessions.pop(session_id, None)
        if session is None:
            return []
        removed: list[Session] = [session]
        if isinstance(session, Subscription):
            session.stop()
            return removed
        for subscription in self.subscriptions:
            if subscription.publication is session:
                removed += self.remove(subscription.peer.session)
        return removed

    def show_large(self, participant: str, publication_id: str) -> None:
        """He shows this publication large and the others small; unsaid, all are large."""
        self._large[participant] = publication_id

    def shows_small(self, subscription: Subscription) -> bool:
        """Whether the subscriber shows it at the edge."""
        large = self.publication(self._large.get(subscription.participant, ""))
        return large not in (None, subscription.publication)

    def sessions_of(self, participant: str) -> list[str]:
        """The session ids of one participant."""
        return [key for key, item in self.sessions.items() if item.participant == participant]

    def state(self, *, now: float) -> RoomState:
        """What the control API tells about this room."""
        states = tuple(_session_state(item, now=now) for item in self.sessions.values())
        return RoomState(event=self.event, sessions=states)


def _same_place(known: Session, new: Session) -> bool:
    if known.participant != new.participant:
        return False
    if isinstance(known, Publication) and isinstance(new, Publication):
        return known.source == new.source or known.id == new.id
    if isinstance(known, Subscription) and isinstance(new, Subscription):
        return known.publication.id == new.publication.id
    return False


def _session_state(session: Session, *, now: float) -> SessionState:
    peer: Peer = session.peer
    is_publication = isinstance(session, Publication)
    publication = session if isinstance(session, Publication) else session.publication
    lost = resent = 0
    if isinstance(session, Publication):
        lost = sum(track.packets_lost for track in session.tracks)
    else:
        resent = sum(track.resent for track in session.tracks)
    return SessionState(
        session=peer.session,
        kind="publication" if is_publication else "subscription",
        participant=session.participant,
        publication=publication.id,
        source=publication.source,
        state=peer.state.value,
        packets_in=peer.packets_in,
        packets_out=peer.packets_out,
        packets_lost=lost,
        packets_resent=resent,
        bitrate=int(session.bitrate(now=now)),
        available_bitrate=None if isinstance(session, Publication) else session.available_bitrate,
    )
