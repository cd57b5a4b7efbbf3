"""The media worker: rooms, UDP ports and the clock that drives them, behind a few verbs."""

import asyncio
import secrets
import time

from .aiortc_bridge import Certificate
from .answer import AnsweredMedia, TransportDescription, write_answer, write_fragment
from .changes import ChangeLog
from .errors import InvalidRequest, OtherIceSession, UnknownPublication, UnknownSession, WorkerFull
from .ice_session import ANY, is_meant
from .liveness import PeerState
from .load_meter import LoadMeter
from .log import log
from .messages import (
    ChangeKind,
    FragmentRequest,
    PublicationRequest,
    RoomState,
    SessionAnswer,
    Stats,
    SubscriptionRequest,
)
from .negotiation import accept_publication, accept_subscription
from .offer import Offer, parse_offer, read_fragment
from .peer import Peer
from .publication import Publication
from .quality import mean
from .quality_watch import QualityWatch
from .room import Room, Session
from .settings import Endpoint, MediaSettings
from .speaker_watch import SECONDS as SPEAKER_SECONDS
from .speaker_watch import SpeakerWatch
from .subscription import Subscription
from .switchboard import Switchboard
from .trials import Trials
from .udp_port import UdpPort

MAX_PEERS = 600
"""More than one core can forward; further ones are refused, so that running calls stay well."""

_TICK_SECONDS = 0.05
_REPORT_TICKS = 20
_SPEAKER_TICKS = round(SPEAKER_SECONDS / _TICK_SECONDS)


class MediaWorker:
    """Everything the control API can ask for. Use as an asynchronous context manager."""

    def __init__(self, settings: MediaSettings) -> None:
        self.changes = ChangeLog()
        self._settings = settings
        self._certificate = Certificate()
        self._switchboard = Switchboard()
        self._quality = QualityWatch(self.changes)
        self._speakers = SpeakerWatch(self.changes)
        self._trials = Trials(self._certificate, self._switchboard)
        self._rooms: dict[str, Room] = {}
        self._sessions: dict[str, tuple[Room, Session]] = {}
        self._gone: set[str] = set()
        self._ports: list[UdpPort] = []
        self._clock: asyncio.Task[None] | None = None
        self._load = LoadMeter()
        self._past = {"in": 0, "out": 0, "lost": 0, "refused": 0}

    async def __aenter__(self) -> "MediaWorker":
        port = self._settings.udp_port
        for host in self._settings.bind:
            opened = UdpPort(host=host, port=port, receive=self._switchboard.receive)
            port = opened.address[1]
            opened.open()
            self._ports.append(opened)
        self._clock = asyncio.get_running_loop().create_task(self._run_clock())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._clock is not None:
            self._clock.cancel()
            await asyncio.gather(self._clock, return_exceptions=True)
        for event in list(self._rooms):
            await self.close_room(event)
        await self._trials.close()
        for port in self._ports:
            port.close()

    @property
    def rooms(self) -> list[str]:
        """The events of which somebody is here."""
        return list(self._rooms)

    @property
    def bound(self) -> tuple[Endpoint, ...]:
        """The addresses of the UDP sockets."""
        return tuple(port.address for port in self._ports)

    @property
    def candidates(self) -> tuple[Endpoint, ...]:
        """The advertised addresses; port 0 in the settings means the one that was bound."""
        advertised = self._settings.candidates or self.bound
        return tuple((host, port or self.bound[0][1]) for host, port in advertised)

    async def publish(self, event: str, request: PublicationRequest) -> SessionAnswer:
        """Let a participant send; an older publication from the same source gives way."""
        offer = parse_offer(request.offer)
        answered = accept_publication(offer)
        room = self._rooms.get(event)
        known = room.publication(request.publication) if room else None
        if known is not None and known.participant != request.participant:
            raise InvalidRequest("This publication belongs to another participant.")
        peer = self._new_peer(offer)
        publication = Publication(
            publication_id=request.publication,
            participant=request.participant,
            source=request.source,
            peer=peer,
            media=_by_kind(offer, answered),
        )
        return await self._open(event, publication, offer, answered)

    async def subscribe(self, event: str, request: SubscriptionRequest) -> SessionAnswer:
        """Let a participant watch a publication; raises UnknownPublication if it is not here."""
        room = self._rooms.get(event)
        publication = room.publication(request.publication) if room else None
        if publication is None:
            raise UnknownPublication("There is no such publication in this room.")
        offer = parse_offer(request.offer)
        answered = accept_subscription(offer, [track.published for track in publication.tracks])
        peer = self._new_peer(offer)
        subscription = Subscription(
            subscription_id=request.subscription,
            participant=request.participant,
            publication=publication,
            peer=peer,
            media=_by_kind(offer, answered),
        )
        return await self._open(event, subscription, offer, answered)

    def try_out(self, offer_sdp: str) -> SessionAnswer:
        """Let a browser see whether it reaches this worker; nothing is forwarded."""
        offer = parse_offer(offer_sdp)
        answered = accept_publication(offer)
        session = secrets.token_hex(16)
        peer = self._trials.begin(offer, session=session, now=time.monotonic())
        answer = write_answer(offer, answered, self._transport(peer))
        return SessionAnswer(session=session, answer=answer)

    def restart_ice(self, event: str, session_id: str, request: FragmentRequest) -> str | None:
        """New ICE credentials for a session whose browser has new ones (RFC 9725 §4.3.3).

        None when the fragment only brings candidates, which are ignored. Raises OtherIceSession.
        """
        peer = self._session(event, session_id).peer
        if not is_meant(peer.credentials[-1].ufrag, request.if_match):
            raise OtherIceSession("ICE of this session was restarted meanwhile.")
        ufrag = read_fragment(request.fragment)
        if ufrag is not None and ufrag != peer.remote_ufrag:
            peer.restart_ice(ufrag)
            self._switchboard.add(peer)
            log.info("ice.restarted", room=event, session=session_id)
        elif ufrag is None or request.if_match != ANY or not peer.was_restarted:
            return None  # else the same restart again, whose answer was lost
        return write_fragment(peer.media, self._transport(peer))

    async def close_session(self, event: str, session_id: str) -> None:
        """End one session and what depends on it; nothing happens if it is gone already."""
        room = self._rooms.get(event)
        if room is not None:
            await self._close(room, room.remove(session_id))

    async def close_participant(self, event: str, participant: str) -> None:
        """End all sessions of one participant."""
        room = self._rooms.get(event)
        for session_id in room.sessions_of(participant) if room else []:
            await self.close_session(event, session_id)

    async def close_room(self, event: str) -> None:
        """End all sessions of one event."""
        room = self._rooms.get(event)
        for session_id in list(room.sessions) if room else []:
            await self.close_session(event, session_id)

    def show_large(self, event: str, participant: str, publication: str) -> None:
        """What a participant shows large: of other pictures he gets the smallest size."""
        if (room := self._rooms.get(event)) is not None:
            room.show_large(participant, publication)

    def room_state(self, event: str) -> RoomState:
        """Who sends and watches what in one event."""
        room = self._rooms.get(event) or Room(event)
        return room.state(now=time.monotonic())

    def stats(self) -> Stats:
        """Counters of the whole worker."""
        counts = dict(self._past)
        sessions = [session for _, session in self._sessions.values()]
        for session in sessions:
            _add_counts(counts, session)
        figures, now = self._quality.figures, time.monotonic()
        return Stats(
            worker=self.changes.worker,
            rooms=len(self._rooms),
            peers=len(self._sessions),
            packets_in=counts["in"],
            packets_out=counts["out"],
            packets_lost=counts["lost"],
            packets_refused=counts["refused"],
            datagrams_refused=self._switchboard.refused,
            datagrams_unsent=sum(port.unsent for port in self._ports),
            bitrate_in=_bitrate(sessions, Publication, now=now),
            bitrate_out=_bitrate(sessions, Subscription, now=now),
            loss=round(mean(one.loss for one in figures), 4),
            round_trip_ms=round(mean(one.round_trip for one in figures) * 1000, 1),
            jitter_ms=round(mean(one.jitter for one in figures) * 1000, 1),
            loop_lag_ms=round(self._load.lag * 1000, 1),
            cpu=round(self._load.cpu, 3),
        )

    async def tick(self, *, now: float, reporting: bool) -> None:
        """What is due at `now`: feedback always, reports and farewells when `reporting`."""
        for room, session in list(self._sessions.values()):
            if isinstance(session, Publication):
                session.tick(now=now)
                if reporting:
                    session.report(now=now)
            elif reporting:
                session.look(now=now)
                session.choose_layers(small=room.shows_small(session), now=now)
            if reporting:
                session.peer.tick(now=now)
        if reporting:
            self._quality.look(self._rooms.values(), now=now)
            await self._trials.tick(now=now)
        for session_id in list(self._gone):
            self._gone.discard(session_id)
            if session_id in self._sessions:
                await self.close_session(self._sessions[session_id][0].event, session_id)

    def _new_peer(self, offer: Offer) -> Peer:
        if len(self._sessions) >= MAX_PEERS:
            raise WorkerFull("This media worker has no room for another peer.")
        return Peer(
            session=secrets.token_hex(16),
            offer=offer,
            certificate=self._certificate,
            on_state=self._peer_changed,
            now=time.monotonic(),
        )

    async def _open(
        self, event: str, session: Session, offer: Offer, answered: dict[str, AnsweredMedia]
    ) -> SessionAnswer:
        room = self._rooms.setdefault(event, Room(event))
        replaced = room.add(session)
        self._sessions[session.peer.session] = (room, session)
        self._switchboard.add(session.peer)
        answer = write_answer(offer, answered, self._transport(session.peer))
        kind = "publication" if isinstance(session, Publication) else "subscription"
        log.info("session.opened", room=event, session=session.peer.session, kind=kind)
        await self._close(room, replaced)
        return SessionAnswer(session=session.peer.session, answer=answer)

    async def _close(self, room: Room, sessions: list[Session]) -> None:
        for session in sessions:
            await session.peer.close()
            self._switchboard.remove(session.peer)
            self._sessions.pop(session.peer.session, None)
            self._gone.discard(session.peer.session)
            _add_counts(self._past, session)
            log.info("session.closed", room=room.event, session=session.peer.session)
        if not room.sessions and self._rooms.get(room.event) is room:
            del self._rooms[room.event]

    def _session(self, event: str, session_id: str) -> Session:
        room, session = self._sessions.get(session_id, (None, None))
        if room is None or session is None or room.event != event:
            raise UnknownSession("There is no such session in this room.")
        return session

    def _transport(self, peer: Peer) -> TransportDescription:
        return TransportDescription(
            session=peer.session,
            ufrag=peer.credentials[-1].ufrag,
            password=peer.credentials[-1].password,
            fingerprint=self._certificate.fingerprint,
            dtls_role=peer.dtls_role,
            candidates=self.candidates,
        )

    def _peer_changed(self, peer: Peer) -> None:
        room, session = self._sessions.get(peer.session, (None, None))
        if room is None or session is None or peer.state is PeerState.CHECKING:
            return
        if peer.state is PeerState.CONNECTED:
            self._quality.repeat(room.event)
            self._speakers.repeat(room.event)
            if isinstance(session, Subscription):
                session.start()
        if peer.state is PeerState.GONE:
            self._gone.add(peer.session)
        self.changes.add(
            event=room.event,
            session=peer.session,
            participant=session.participant,
            kind=ChangeKind(peer.state.value),
        )

    async def _run_clock(self) -> None:
        ticks = 0
        while True:
            started = time.monotonic()
            await asyncio.sleep(_TICK_SECONDS)
            now = time.monotonic()
            ticks += 1
            late = now - started - _TICK_SECONDS
            self._load.look(cpu=time.process_time(), lag=late, now=now)
            try:
                await self.tick(now=now, reporting=ticks % _REPORT_TICKS == 0)
                if ticks % _SPEAKER_TICKS == 0:
                    self._speakers.look(self._rooms.values(), now=now)
            except Exception as error:  # the clock must go on for all the other calls
                log.error("tick.error", error=type(error).__name__)


def _by_kind(offer: Offer, answered: dict[str, AnsweredMedia]) -> list[tuple[str, AnsweredMedia]]:
    return [(media.kind, answered[media.mid]) for media in offer.media if media.mid in answered]


def _bitrate(sessions: list[Session], kind: type[Session], *, now: float) -> int:
    return int(sum(one.bitrate(now=now) for one in sessions if isinstance(one, kind)))


def _add_counts(counts: dict[str, int], session: Session) -> None:
    counts["in"] += session.peer.packets_in
    counts["out"] += session.peer.packets_out
    counts["refused"] += session.peer.refused
    if isinstance(session, Publication):
        counts["lost"] += sum(track.packets_lost for track in session.tracks)
