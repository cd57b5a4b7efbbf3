"""One call: who publishes what, who watches it, and who gives way to a newer one."""

from .event_subscription import EventSubscription
from .publication import Publication
from .subscription import Subscription

Session = Publication | Subscription | EventSubscription


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
        """All that is being watched, each publication by itself."""
        return [item for item in self.sessions.values() if isinstance(item, Subscription)]

    @property
    def event_subscriptions(self) -> list[EventSubscription]:
        """Those who watch everybody on one connection."""
        return [item for item in self.sessions.values() if isinstance(item, EventSubscription)]

    def publication(self, publication_id: str) -> Publication | None:
        """The publication with this id."""
        return next((item for item in self.publications if item.id == publication_id), None)

    def add(self, session: Session, *, now: float) -> list[Session]:
        """Take a session in; returns those it replaces, already taken out.

        One publication per participant and source, one subscription per participant and
        publication, one event subscription per participant: the newest stays, since a reloaded
        page cannot close its old ones.
        """
        replaced = [item for item in self.sessions.values() if _same_place(item, session)]
        removed = [gone for item in replaced for gone in self.remove(item.peer.session, now=now)]
        self.sessions[session.peer.session] = session
        for publication, subscription in self._new_pairs(session):
            if publication.participant != subscription.participant:
                subscription.add(publication, now=now)
        return removed

    def remove(self, session_id: str, *, now: float) -> list[Session]:
        """Take a session out; returns it with the subscriptions that end with it."""
        session = self.sessions.pop(session_id, None)
        if session is None:
            return []
        removed: list[Session] = [session]
        if not isinstance(session, Publication):
            session.stop()
            return removed
        for everything in self.event_subscriptions:
            everything.remove(session, now=now)
        for subscription in self.subscriptions:
            if subscription.publication is session:
                removed += self.remove(subscription.peer.session, now=now)
        return removed

    def show_large(self, participant: str, publication_id: str) -> None:
        """He shows this publication large and the others small; unsaid, all are large."""
        self._large[participant] = publication_id

    def large_of(self, participant: str) -> Publication | None:
        """What he shows large, while it is here."""
        return self.publication(self._large.get(participant, ""))

    def shows_small(self, subscription: Subscription) -> bool:
        """Whether the subscriber shows it at the edge."""
        return self.large_of(subscription.participant) not in (None, subscription.publication)

    def sessions_of(self, participant: str) -> list[str]:
        """The session ids of one participant."""
        return [key for key, item in self.sessions.items() if item.participant == participant]

    def _new_pairs(self, session: Session) -> list[tuple[Publication, EventSubscription]]:
        if isinstance(session, Publication):
            return [(session, everything) for everything in self.event_subscriptions]
        if isinstance(session, EventSubscription):
            return [(publication, session) for publication in self.publications]
        return []


def _same_place(known: Session, new: Session) -> bool:
    if known.participant != new.participant:
        return False
    if isinstance(known, Publication) and isinstance(new, Publication):
        return known.source == new.source or known.id == new.id
    if isinstance(known, Subscription) and isinstance(new, Subscription):
        return known.publication.id == new.publication.id
    return isinstance(known, EventSubscription) and isinstance(new, EventSubscription)
