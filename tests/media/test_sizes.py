"""A picture that is sent in several sizes, on its way to subscribers; without a network."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from aiortc.rtp import (
    RtcpPsfbPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
)

from saleor_personal_shopper.media.negotiation import accept_publication, accept_subscription
from saleor_personal_shopper.media.offer import parse_offer
from saleor_personal_shopper.media.publication import Publication
from saleor_personal_shopper.media.room import Room
from saleor_personal_shopper.media.rtcp import asks_for_keyframe
from saleor_personal_shopper.media.rtp_packet import RtpPacket
from saleor_personal_shopper.media.subscription import Subscription
from tests.media.recording_peer import RecordingPeer
from tests.media.sdp import small_offer
from tests.media.test_simulcast import offer_with, rids

RID_ID, REPAIRED_RID_ID = 10, 11
FULL, SMALL = 1, 2
NAMES = {FULL: b"f", SMALL: b"q"}
WIDTHS = {FULL: 640, SMALL: 160}
FIRST_PICTURE = {FULL: 100, SMALL: 9000}
ALL = (FULL, SMALL)


class Sender:
    """Publishes in two sizes; what it sends is named for its first packets only."""

    def __init__(self) -> None:
        sdp = offer_with(*rids("f", "q"), "a=simulcast:send f;q")
        offer = parse_offer(sdp)
        answered = accept_publication(offer)
        self.publication = Publication(
            publication_id="p",
            participant="ana",
            source="camera",
            peer=RecordingPeer(),
            media=[(line.kind, answered[line.mid]) for line in offer.media],
        )
        self.numbers = dict.fromkeys(ALL, 0)
        self.now = 0.0

    def send(self, *sizes: int, keyframe: bool = False, named: bool = True) -> list[RtpPacket]:
        """One picture of each of these sizes, a thirtieth of a second later."""
        self.now += 1 / 30
        sent = [self._packet(size, keyframe=keyframe, named=named) for size in sizes]
        for packet in sent:
            self.publication.handle_rtp(packet, now=self.now)
        return sent

    def _packet(self, size: int, *, keyframe: bool, named: bool) -> RtpPacket:
        number = self.numbers[size] = self.numbers[size] + 1
        picture = FIRST_PICTURE[size] + number
        descriptor = bytes([0x90, 0x80, 0x80 | picture >> 8, picture & 0xFF])
        width = WIDTHS[size]
        head = b"\x10\x02\x00\x9d\x01\x2a" + width.to_bytes(2, "little") + b"\x5a\x00"
        return RtpPacket(
            payload_type=96,
            sequence_number=number,
            timestamp=size * 1_000_000 + number * 3000,
            ssrc=size * 1000,
            payload=descriptor + (head if keyframe else b"\x11") + bytes(100),
            extensions=((RID_ID, NAMES[size]),) if named else (),
        )

    def requests(self) -> list[int]:
        """The SSRCs of which a keyframe was asked since the last call."""
        packets = self.publication.peer.rtcp
        asked = [packet.media_ssrc for packet in packets if asks_for_keyframe(packet)]
        packets.clear()
        return asked


@pytest.fixture
def sender() -> Sender:
    return Sender()


@pytest.fixture
def subscribe(sender: Sender) -> Callable[[str], Subscription]:
    def make(participant: str) -> Subscription:
        offer = parse_offer(small_offer(direction="recvonly"))
        answered = accept_subscription(offer, [t.published for t in sender.publication.tracks])
        made = Subscription(
            subscription_id=participant,
            participant=participant,
            publication=sender.publication,
            peer=RecordingPeer(),
            media=[(line.kind, answered[line.mid]) for line in offer.media],
        )
        made.peer.session = participant
        made.start()
        return made

    return make


def pictures(packets: list[RtpPacket]) -> list[int]:
    return [int.from_bytes(packet.payload[2:4], "big") & 0x7FFF for packet in packets]


def test_one_size_at_a_time_is_sent_on(sender: Sender, subscribe: Callable) -> None:
    subscription = subscribe("bo")
    sender.send(*ALL, keyframe=True)
    for _ in range(9):
        sender.send(*ALL)
    assert len(subscription.peer.rtp) == 10
    assert pictures(subscription.peer.rtp) == list(range(101, 111))


def test_the_switch_waits_for_a_keyframe_of_the_other_size_and_leaves_no_gap(
    sender: Sender, subscribe: Callable
) -> None:
    # given a subscriber that is sent the full size
    subscription = subscribe("bo")
    sender.send(*ALL, keyframe=True)
    for _ in range(3):
        sender.send(*ALL, named=False)
    sender.requests()

    # when he shows it at the edge
    subscription.choose_layers(small=True, now=sender.now)
    sender.send(*ALL, named=False)

    # then a keyframe of the small size is asked for, and meanwhile the full one goes on
    assert set(sender.requests()) == {SMALL * 1000}
    assert len(subscription.peer.rtp) == 5

    # and from it on the small one comes, all numbers right behind the last
    sender.send(FULL, named=False)
    sender.send(SMALL, keyframe=True, named=False)
    sender.send(*ALL, named=False)
    got = subscription.peer.rtp
    assert len(got) == 8
    assert len({packet.ssrc for packet in got}) == 1
    assert [(p.sequence_number - got[0].sequence_number) & 0xFFFF for p in got] == list(range(8))
    assert pictures(got) == list(range(101, 109))
    steps = [(b.timestamp - a.timestamp) & 0xFFFFFFFF for a, b in pairwise(got)]
    assert all(2900 <= step <= 3100 for step in steps)


def test_a_lost_packet_of_the_new_size_is_repaired_as_it_was_sent(
    sender: Sender, subscribe: Callable
) -> None:
    subscription = subscribe("bo")
    sender.send(*ALL, keyframe=True)
    subscription.choose_layers(small=True, now=sender.now)
    sender.send(*ALL, keyframe=True)
    sender.send(*ALL)
    lost = subscription.peer.rtp[-1]
    nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=lost.ssrc, lost=[lost.sequence_number])
    subscription.handle_rtcp([nack], now=sender.now)
    assert subscription.peer.rtp[-1].payload == (
        lost.sequence_number.to_bytes(2, "big") + lost.payload
    )


def test_a_subscriber_that_lost_the_picture_has_his_own_size_begun_anew(
    sender: Sender, subscribe: Callable
) -> None:
    subscription = subscribe("bo")
    sender.send(*ALL, keyframe=True)
    sender.requests()
    sender.now += 1
    loss = RtcpPsfbPacket(fmt=1, ssrc=1, media_ssrc=subscription.peer.rtp[0].ssrc)
    subscription.handle_rtcp([loss], now=sender.now)
    sender.publication.tick(now=sender.now)
    assert sender.requests() == [FULL * 1000]


def test_a_size_that_ends_is_followed_by_the_next(sender: Sender, subscribe: Callable) -> None:
    subscription = subscribe("bo")
    sender.send(*ALL, keyframe=True)
    for _ in range(40):  # more than a second
        sender.send(SMALL)
    assert len(subscription.peer.rtp) == 1
    subscription.choose_layers(small=False, now=sender.now)
    sender.send(SMALL, keyframe=True)
    assert len(subscription.peer.rtp) == 2


def test_the_clocks_told_are_those_of_the_size_that_is_sent(
    sender: Sender, subscribe: Callable
) -> None:
    subscription = subscribe("bo")
    (full, small) = sender.send(*ALL, keyframe=True)
    for ssrc, time in ((SMALL * 1000, small.timestamp), (FULL * 1000, full.timestamp)):
        info = RtcpSenderInfo(ntp_timestamp=7, rtp_timestamp=time, packet_count=1, octet_count=1)
        report = RtcpSrPacket(ssrc=ssrc, sender_info=info)
        sender.publication.handle_rtcp([report], now=sender.now)
    told = [item.sender_info.rtp_timestamp for item in subscription.peer.rtcp]
    assert told == [subscription.peer.rtp[0].timestamp]

    # and after a switch those of the new one, at once
    subscription.choose_layers(small=True, now=sender.now)
    (again,) = sender.send(SMALL, keyframe=True)
    told = subscription.peer.rtcp[-1].sender_info.rtp_timestamp
    moved = (subscription.peer.rtp[-1].timestamp - told) & 0xFFFFFFFF
    assert moved == again.timestamp - small.timestamp


def test_a_stranger_s_packets_without_a_name_go_nowhere(
    sender: Sender, subscribe: Callable
) -> None:
    subscription = subscribe("bo")
    sender.send(*ALL, keyframe=True, named=False)
    assert subscription.peer.rtp == []


def test_each_watches_in_the_size_that_he_shows(sender: Sender, subscribe: Callable) -> None:
    # given two who watch, and one of them shows another publication large
    room = Room("e")
    bo, eve = subscribe("bo"), subscribe("eve")
    other = Sender().publication
    other.id = "other"
    for number, session in enumerate((sender.publication, other, bo, eve)):
        room.sessions[str(number)] = session
    room.show_large("bo", "other")
    room.show_large("eve", "p")

    assert room.shows_small(bo)
    assert not room.shows_small(eve)

    # and when what he showed large is gone, none is small
    room.sessions.pop("1")
    assert not room.shows_small(bo)
