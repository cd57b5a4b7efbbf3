"""All that the others send in an event, on one connection: slots, filled as they come and go.

One way carries them all. Sound comes first, then the picture that he shows large, then the others
in the order of their slots.
"""

from typing import ClassVar

from .answer import AnsweredMedia
from .congestion import UNLIMITED, VideoGates
from .forwarded_track import ForwardedTrack
from .log import log
from .messages import SessionKind
from .peer import Peer
from .publication import Publication
from .quality import Reading
from .receiver import Receiver
from .slot import Slot
from .slot_table import SlotTable


class EventSubscription(Receiver):
    """May begin before anybody publishes, and goes on when nobody does any more."""

    session_kind: ClassVar[SessionKind] = "event_subscription"

    def __init__(
        self,
        *,
        subscription_id: str,
        participant: str,
        peer: Peer,
        media: list[tuple[str, AnsweredMedia]],
    ) -> None:
        self.id = subscription_id
        self.told: tuple[str | None, ...] | None = None
        """What was last said of its slots."""
        by_slot: dict[int, list[ForwardedTrack]] = {}
        for kind, line in media:
            by_slot.setdefault(line.slot or 0, []).append(ForwardedTrack(kind, line, peer))
        tracks = [track for slot in by_slot.values() for track in slot]
        super().__init__(participant=participant, peer=peer, tracks=tracks)
        self._slots = {number: Slot(by_slot[number]) for number in sorted(by_slot)}
        self._table = SlotTable(self._slots)
        self._publications: dict[str, Publication] = {}
        self._gates = VideoGates()
        self._reading: Reading | None = None
        self._is_started = False

    @property
    def slots(self) -> tuple[str | None, ...]:
        """The ids of the publications, by slot."""
        return self._table.publications

    @property
    def paused(self) -> list[str]:
        """Publications of which the picture is held back, so that the voices come through."""
        held = [slot.publication for slot in self._pictures(None) if not slot.gate.is_open]
        return [publication.id for publication in held if publication is not None]

    def add(self, publication: Publication, *, now: float) -> None:
        """Another participant publishes: into a slot with it, or it waits for one."""
        sender = f"{publication.participant} {publication.source}"
        self._publications[publication.id] = publication
        self._table.add(publication.id, sender=sender, now=now)
        self._fill()

    def remove(self, publication: Publication, *, now: float) -> None:
        """A publication ended."""
        self._table.remove(publication.id, now=now)
        self._publications.pop(publication.id, None)
        self._fill()

    def settle(self, *, now: float) -> bool:
        """Fill slots that have rested with what waits, to be called often; whether any was."""
        if not self._table.someone_waits:
            return False
        before = self.slots
        self._table.settle(now=now)
        self._fill()
        return self.slots != before

    def start(self) -> None:
        """The peer is connected: packets may flow."""
        self._is_started = True
        for slot in self._slots.values():
            slot.start()

    def stop(self) -> None:
        """Take this subscriber out of the publications' way."""
        for slot in self._slots.values():
            slot.show(None)

    def look(self, *, large: Publication | None, now: float) -> None:
        """Once a second: share the way; hold back what would cost the voices, or try it again."""
        if not self._is_started:
            return
        self._report(now=now)
        pictures = self._pictures(large)
        sound = self.sound_bitrate(now=now)
        if any(track.track is not None for track in self._of_kind("audio")):
            self._hold_back(pictures, sound, now=now)
        self._share_out(pictures, sound, large, now=now)

    def readings(self) -> list[Reading]:
        """One for the whole way: of many small streams one would always be the worst by chance."""
        reading, self._reading = self._reading, None
        return [] if reading is None else [reading]

    def _fill(self) -> None:
        wanted = self._table.publications
        for number, slot in self._slots.items():
            publication = self._publications.get(wanted[number] or "")
            if slot.publication is not publication:
                slot.show(publication)

    def _pictures(self, large: Publication | None) -> list[Slot]:
        shown = [slot for slot in self._slots.values() if slot.picture is not None]
        return [
            *(slot for slot in shown if slot.publication is large),
            *(slot for slot in shown if slot.publication is not large),
        ]

    def _report(self, *, now: float) -> None:
        """Browsers report on each line by itself; what counts is the way of all."""
        rates = [track.meter.bitrate(now=now) for track in self.tracks]
        taken = [track.take_reading() for track in self.tracks]
        heard = [(one, rate) for one, rate in zip(taken, rates, strict=True) if one is not None]
        if not heard:
            return
        trips = [one.round_trip for one, _ in heard if one.round_trip is not None]
        jitters = [one.jitter for one, _ in heard if one.jitter is not None]
        weight = sum(rate for _, rate in heard)
        lost = sum((one.loss or 0.0) * rate for one, rate in heard)
        loss = lost / weight if weight > 0 else 0.0
        trip = max(trips, default=None)
        self._reading = Reading(loss, trip, max(jitters, default=None))
        self.downlink.reported(loss, rate=sum(rates), now=now, round_trip=trip)

    def _hold_back(self, pictures: list[Slot], sound: float, *, now: float) -> None:
        before = self.paused
        needs = [slot.least_bitrate(now=now) for slot in pictures]
        gates = self._gates.look(self.downlink, sound=sound, needs=needs, now=now)
        for slot, gate in zip(pictures, gates, strict=True):
            slot.turn(gate)
        if (paused := self.paused) != before:
            log.info("video.turned", session=self.peer.session, held=len(paused))

    def _share_out(
        self, pictures: list[Slot], sound: float, large: Publication | None, *, now: float
    ) -> None:
        """In their order each takes what it can, but for the smallest size of those behind it."""
        flowing = [slot for slot in pictures if slot.gate.is_open]
        is_limited = self.available_bitrate < UNLIMITED
        left = self.available_bitrate - sound
        needs = [slot.least_bitrate(now=now) for slot in flowing]
        for place, slot in enumerate(flowing):
            left -= slot.take(
                left - sum(needs[place + 1 :]),
                small=large not in (None, slot.publication),
                is_limited=is_limited,
                now=now,
            )
