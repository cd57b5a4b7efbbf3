"""Listens to every room five times a second, and says when somebody else speaks."""

from collections import defaultdict
from collections.abc import Iterable

from .changes import ChangeLog
from .messages import ChangeKind
from .room import Room
from .speaker import ActiveSpeaker

SECONDS = 0.2


class SpeakerWatch:
    """Who speaks in which room; it is said by a change in the log."""

    def __init__(self, changes: ChangeLog) -> None:
        self._changes = changes
        self._speakers: dict[str, ActiveSpeaker] = {}

    def repeat(self, event: str) -> None:
        """Somebody came into the room: say again who speaks."""
        if (known := self._speakers.get(event)) is not None and known.participant:
            self._say(event, known.participant)

    def look(self, rooms: Iterable[Room], *, now: float) -> None:
        """To be called every SECONDS."""
        seen = set()
        for room in rooms:
            seen.add(room.event)
            speaker = self._speakers.setdefault(room.event, ActiveSpeaker())
            if speaker.hear(_loudness(room), now=now):
                room.speaker = speaker.participant
                self._say(room.event, speaker.participant)
        for event in self._speakers.keys() - seen:
            del self._speakers[event]

    def _say(self, event: str, participant: str) -> None:
        self._changes.add(event=event, participant=participant, kind=ChangeKind.SPEAKER)


def _loudness(room: Room) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for publication in room.publications:
        if publication.source == "camera":
            for loudness in publication.loudness:
                found[publication.participant] += loudness.take()
    return found
