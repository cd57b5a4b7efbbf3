"""The worker says who speaks, from the levels in real packets."""

import pytest

from saleor_personal_shopper.media.changes import ChangeLog
from saleor_personal_shopper.media.messages import ChangeKind
from saleor_personal_shopper.media.negotiation import AUDIO_LEVEL, accept_publication
from saleor_personal_shopper.media.offer import parse_offer
from saleor_personal_shopper.media.publication import Publication
from saleor_personal_shopper.media.room import Room
from saleor_personal_shopper.media.rtp_packet import RtpPacket
from saleor_personal_shopper.media.speaker_watch import SECONDS, SpeakerWatch
from tests.media.recording_peer import RecordingPeer
from tests.media.sdp import chromium_offer

LOUD, SILENT = 25, 127


class Microphone:
    """One participant's publication, from which packets of sound come."""

    def __init__(self, room: Room, participant: str) -> None:
        offer = parse_offer(chromium_offer("publish"))
        answered = accept_publication(offer)
        media = [(line.kind, answered[line.mid]) for line in offer.media]
        peer = RecordingPeer()
        peer.session = participant
        self.publication = Publication(
            publication_id=participant,
            participant=participant,
            source="camera",
            peer=peer,
            media=media,
        )
        self.level_id = dict(media)["audio"].extensions[AUDIO_LEVEL]
        self.number = 0
        room.sessions[participant] = self.publication

    def send(self, level: int, *, now: float) -> None:
        self.number += 1
        packet = RtpPacket(
            payload_type=111,
            sequence_number=self.number,
            timestamp=self.number * 960,
            ssrc=7,
            payload=b"\x78",
            extensions=((self.level_id, bytes([level])),),
        )
        self.publication.handle_rtp(packet, now=now)


class Hearing:
    """A room of two, listened to."""

    def __init__(self) -> None:
        self.log = ChangeLog()
        self.room = Room("e")
        self.watch = SpeakerWatch(self.log)
        self.people = {name: Microphone(self.room, name) for name in ("ana", "bo")}
        self.now = 0.0

    def go(self, seconds: float, **levels: int) -> None:
        for _ in range(round(seconds / SECONDS)):
            self.now += SECONDS
            for name, level in levels.items():
                for _ in range(10):
                    self.people[name].send(level, now=self.now)
            self.watch.look([self.room], now=self.now)

    @property
    def said(self) -> list[str]:
        changes = self.log.after(0).changes
        assert {one.kind for one in changes} <= {ChangeKind.SPEAKER}
        return [one.participant for one in changes]


@pytest.fixture
def hearing() -> Hearing:
    return Hearing()


def test_who_speaks_is_said_and_who_answers(hearing: Hearing) -> None:
    hearing.go(3, ana=LOUD, bo=SILENT)
    hearing.go(4, ana=SILENT, bo=LOUD)
    assert hearing.said == ["ana", "bo"]
    assert hearing.room.speaker == "bo"


def test_whoever_comes_into_the_room_is_told_too(hearing: Hearing) -> None:
    hearing.go(3, ana=LOUD, bo=SILENT)
    hearing.watch.repeat("e")
    hearing.watch.repeat("another")
    assert hearing.said == ["ana", "ana"]


def test_nobody_speaks_after_he_turned_his_microphone_off(hearing: Hearing) -> None:
    hearing.go(3, ana=LOUD)
    hearing.go(5)
    assert hearing.said == ["ana", ""]
    assert hearing.room.speaker == ""
