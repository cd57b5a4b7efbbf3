"""The media worker: rooms, UDP ports and the clock that drives them, behind a few verbs."""

import asyncio
import secrets
import time

from .aiortc_bridge import Certificate
from .answer import AnsweredMedia, TransportDescription, write_answer, write_fragment
from .changes import ChangeLog
from .errors import InvalidRequest, OtherIceSession, UnknownPublication, WorkerFull
from .event_subscription import EventSubscription
from .figures import bitrate_in, bitrate_out, room_state
from .ice_session import ANY, is_meant
from .load_meter import LoadMeter
from .log import log
from .memory import give_back
from .messages import (
    EventSubscriptionRequest,
    FragmentRequest,
    PublicationRequest,
    RoomState,
    SessionAnswer,
    Stats,
    SubscriptionRequest,
)
from .negotiation import accept_event_subscription, accept_publication, accept_subscription
from .offer import Offer, parse_offer, read_fragment
from .peer import Peer
from .publication import Publication
from .quality import mean
from .room import Room, Session
from .rooms import Rooms
from .settings import Endpoint, MediaSettings
from .speaker_watch import SECONDS as SPEAKER_SECONDS
from .subscription import Subscription
from .switchboard import Switchboard
from .trials import Trials
from .udp_port import UdpPort

MAX_PEERS = 600
"""More than one core can forward; further ones are refused, so that running calls stay well."""

_TICK_SECONDS = 0.1
_REPORT_TICKS = 10
_SPEAKER_TICKS = round(SPEAKER_SECONDS / _TICK_SECONDS)


class MediaWorker:
    """Everything the control API can ask for. Use as an asynchronous context manager."""

    def __init__(self, settings: MediaSettings) -> None:
        self.changes = ChangeLog()
        self._settings = settings
        self._certificate = Certificate()
        self._switchboard = Switchboard()
        self._trials = Trials(self._certificate, self._switchboard)
        self._rooms = Rooms(self.changes, self._switchboard)
        self._ports: list[UdpPort] = []
        self._clock: asyncio.Task[None] | None = None
        self._load = LoadMeter()
        self._is_rested = True

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
        for event in self.rooms:
            await self.close_room(event)
        await self._trials.close()
        for port in self._ports:
            port.close()

    @property
    def rooms(self) -> list[str]:
        """The events of which somebody is here."""
        return self._rooms.events

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

    async def subscribe_event(self, event: str, request: EventSubscriptionRequest) -> SessionAnswer:
        """Let a participant watch all the others, whoever comes and goes, on one connection."""
        offer = parse_offer(request.offer)
        answered = accept_event_subscription(offer)
        subscription = EventSubscription(
            subscription_id=request.subscription,
            participant=request.participant,
            peer=self._new_peer(offer),
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
        peer = self._rooms.session(event, session_id).peer
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
        await self._rooms.close(event, [session_id], now=time.monotonic())

    async def close_participant(self, event: str, participant: str) -> None:
        """End all sessions of one participant."""
        room = self._rooms.get(event)
        session_ids = [] if room is None else room.sessions_of(participant)
        await self._rooms.close(event, session_ids, now=time.monotonic())

    async def close_room(self, event: str) -> None:
        """End all sessions of one event."""
        room = self._rooms.get(event)
        session_ids = [] if room is None else list(room.sessions)
        await self._rooms.close(event, session_ids, now=time.monotonic())

    def show_large(self, event: str, participant: str, publication: str) -> None:
        """What a participant shows large: of other pictures he gets the smallest size."""
        if (room := self._rooms.get(event)) is not None:
            room.show_large(participant, publication)

    def room_state(self, event: str) -> RoomState:
        """Who sends and watches what in one event."""
        room = self._rooms.get(event) or Room(event)
        return room_state(room, now=time.monotonic())

    def stats(self) -> Stats:
        """Counters of the whole worker."""
        counts, sessions = self._rooms.counts, self._rooms.sessions
        figures, now = self._rooms.quality.figures, time.monotonic()
        return Stats(
            worker=self.changes.worker,
            rooms=len(self._rooms),
            peers=len(sessions),
            packets_in=counts.arrived,
            packets_out=counts.sent,
            packets_lost=counts.lost,
            packets_refused=counts.refused,
            datagrams_refused=self._switchboard.refused,
            datagrams_unsent=sum(port.unsent for port in self._ports),
            bitrate_in=bitrate_in(sessions, now=now),
            bitrate_out=bitrate_out(sessions, now=now),
            loss=round(mean(one.loss for one in figures), 4),
            round_trip_ms=round(mean(one.round_trip for one in figures) * 1000, 1),
            jitter_ms=round(mean(one.jitter for one in figures) * 1000, 1),
            loop_lag_ms=round(self._load.lag * 1000, 1),
            cpu=round(self._load.cpu, 3),
        )

    async def tick(self, *, now: float, reporting: bool) -> None:
        """What is due at `now`: feedback always, reports and farewells when `reporting`."""
        await self._rooms.tick(now=now, reporting=reporting)
        if reporting:
            await self._trials.tick(now=now)
            self._rest()

    def _rest(self) -> None:
        """After its last call, hold no more memory than a new worker."""
        if not len(self._rooms) and not self._is_rested:
            give_back()
        self._is_rested = not len(self._rooms)

    def _new_peer(self, offer: Offer) -> Peer:
        if len(self._rooms.sessions) >= MAX_PEERS:
            raise WorkerFull("This media worker has no room for another peer.")
        return Peer(
            session=secrets.token_hex(16),
            offer=offer,
            certificate=self._certificate,
            on_state=self._rooms.peer_changed,
            now=time.monotonic(),
        )

    async def _open(
        self, event: str, session: Session, offer: Offer, answered: dict[str, AnsweredMedia]
    ) -> SessionAnswer:
        replaced = self._rooms.add(event, session, now=time.monotonic())
        answer = write_answer(offer, answered, self._transport(session.peer))
        await self._rooms.end(event, replaced)
        return SessionAnswer(session=session.peer.session, answer=answer)

    def _transport(self, peer: Peer) -> TransportDescription:
        return TransportDescription(
            session=peer.session,
            ufrag=peer.credentials[-1].ufrag,
            password=peer.credentials[-1].password,
            fingerprint=self._certificate.fingerprint,
            dtls_role=peer.dtls_role,
            candidates=self.candidates,
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
                    self._rooms.listen(now=now)
            except Exception as error:  # the clock must go on for all the other calls
                log.error("tick.error", error=type(error).__name__)


def _by_kind(offer: Offer, answered: dict[str, AnsweredMedia]) -> list[tuple[str, AnsweredMedia]]:
    return [(media.kind, answered[media.mid]) for media in offer.media if media.mid in answered]
