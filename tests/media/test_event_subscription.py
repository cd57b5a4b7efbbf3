"""All the others on one connection: what fills its slots, and how they share the way."""

from itertools import pairwise

import pytest
from aiortc.rtp import (
    RtcpPsfbPacket,
    RtcpReceiverInfo,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    pack_remb_fci,
)

from saleor_personal_shopper.media.event_subscription import EventSubscription
from saleor_personal_shopper.media.negotiation import accept_event_subscription, accept_publication
from saleor_personal_shopper.media.offer import parse_offer
from saleor_personal_shopper.media.publication import Publication
from saleor_personal_shopper.media.room import Room
from saleor_personal_shopper.media.rtcp import asks_for_keyframe
from saleor_personal_shopper.media.rtp_packet import RtpPacket
from tests.media.recording_peer import RecordingPeer
from tests.media.sdp import event_offer, small_offer
from tests.media.test_simulcast import offer_with, rids

RID_ID = 10
RIDS = {"f": b"f", "q": b"q"}
H264_KEYFRAME, H264_INTERFRAME = b"\x65\x00", b"\x41\x00"
VP8_START, VP8_FOLLOWS = b"\x10", b"\x11"
LINE_TYPES = {96: "VP8", 103: "H264", 111: "opus"}


class Sender:
    """Publishes sound and a picture; with `sizes` the picture comes in two."""

    def __init__(self, name: str, *, codec: str = "VP8", sizes: bool = False) -> None:
        sdp = offer_with(*rids("f", "q"), "a=simulcast:send f;q") if sizes else small_offer()
        offer = parse_offer(sdp.replace("VP8", codec))
        answered = accept_publication(offer)
        peer = RecordingPeer()
        peer.session = f"session-of-{name}"
        self.publication = Publication(
            publication_id=name,
            participant=name.split("-", maxsplit=1)[0],
            source="camera",
            peer=peer,
            media=[(line.kind, answered[line.mid]) for line in offer.media],
        )
        self.codec = codec
        self.numbers = {"audio": 0, "f": 0, "q": 0}

    def picture(
        self, *, now: float, keyframe: bool = False, size: str = "f", octets: int = 100
    ) -> None:
        self.numbers[size] += 1
        self.publication.handle_rtp(
            RtpPacket(
                payload_type=96,
                sequence_number=self.numbers[size],
                timestamp=int(now * 90_000),
                ssrc=1000 + (size == "q"),
                payload=self._payload(size, keyframe) + bytes(octets),
                extensions=((RID_ID, RIDS[size]),),
            ),
            now=now,
        )

    def voice(self, *, now: float, octets: int = 50) -> None:
        self.numbers["audio"] += 1
        packet = RtpPacket(
            payload_type=111,
            sequence_number=self.numbers["audio"],
            timestamp=int(now * 48_000),
            ssrc=7,
            payload=b"\x78" + bytes(octets),
        )
        self.publication.handle_rtp(packet, now=now)

    @property
    def keyframes_asked(self) -> int:
        packets = self.publication.peer.rtcp
        asked = sum(asks_for_keyframe(packet) for packet in packets)
        packets.clear()
        return asked

    def _payload(self, size: str, keyframe: bool) -> bytes:
        if self.codec != "VP8":
            return H264_KEYFRAME if keyframe else H264_INTERFRAME
        picture = (900 if size == "f" else 5000) + self.numbers[size]
        head = bytes([0x90, 0x80, 0x80 | picture >> 8, picture & 0xFF])
        width = 640 if size == "f" else 160
        start = b"\x10\x02\x00\x9d\x01\x2a" + width.to_bytes(2, "little") + b"\x5a\x00"
        return head + (start if keyframe else VP8_FOLLOWS)


class Watcher:
    """Bo, who watches everybody."""

    def __init__(self, room: Room, slots: int = 3) -> None:
        h264 = "a=rtpmap:103 H264/90000\r\na=rtcp-fb:103 nack\r\n"
        one = small_offer(direction="recvonly", extra=h264).replace("96 97", "96 97 103")
        offer = parse_offer(event_offer(slots, one))
        answered = accept_event_subscription(offer)
        self.lines = [(line.kind, answered[line.mid]) for line in offer.media]
        self.peer = RecordingPeer()
        self.peer.session = "session-of-bo"
        self.subscription = EventSubscription(
            subscription_id="s", participant="bo", peer=self.peer, media=self.lines
        )
        room.add(self.subscription, now=0.0)
        self.subscription.start()

    def got(self, slot: int, kind: str = "video") -> list[RtpPacket]:
        """What came on this line."""
        ssrc = self.ssrc(slot, kind)
        return [packet for packet in self.peer.rtp if packet.ssrc == ssrc]

    def ssrc(self, slot: int, kind: str = "video") -> int:
        return next(line.ssrc for of, line in self.lines if (of, line.slot) == (kind, slot))

    def report(self, slot: int, loss: float, *, now: float, kind: str = "video") -> None:
        block = RtcpReceiverInfo(self.ssrc(slot, kind), int(loss * 256), 0, 0, 0, 0, 0)
        self.subscription.handle_rtcp([RtcpRrPacket(ssrc=1, reports=[block])], now=now)

    def estimate(self, bitrate: int, *, now: float) -> None:
        fci = pack_remb_fci(bitrate, [1])
        remb = RtcpPsfbPacket(fmt=15, ssrc=1, media_ssrc=0, fci=fci)
        self.subscription.handle_rtcp([remb], now=now)


@pytest.fixture
def room() -> Room:
    return Room("e")


@pytest.fixture
def bo(room: Room) -> Watcher:
    return Watcher(room)


def enter(room: Room, *names: str, now: float = 0.0, **shape: object) -> list[Sender]:
    senders = [Sender(name, **shape) for name in names]
    for sender in senders:
        room.add(sender.publication, now=now)
    return senders


def test_everybody_else_comes_on_lines_of_his_own(room: Room, bo: Watcher) -> None:
    ana, cleo, own = enter(room, "ana", "cleo", "bo")
    for sender in (ana, cleo, own):
        sender.picture(now=0.1, keyframe=True)
        sender.voice(now=0.1)
    assert bo.subscription.slots == ("ana", "cleo", None)
    for slot in (0, 1):
        assert len(bo.got(slot)) == len(bo.got(slot, "audio")) == 1
    assert len(bo.peer.rtp) == 4


def test_those_who_published_before_are_there_oldest_first(room: Room) -> None:
    enter(room, "ana", "cleo")
    assert Watcher(room).subscription.slots == ("ana", "cleo", None)


def test_nothing_flows_and_nothing_is_asked_for_before_the_peer_is_connected(room: Room) -> None:
    watcher = Watcher(room)
    (ana,) = enter(room, "ana")
    other = EventSubscription(
        subscription_id="t", participant="cleo", peer=RecordingPeer(), media=watcher.lines
    )
    other.add(ana.publication, now=0.0)
    ana.picture(now=0.1, keyframe=True)
    assert other.peer.rtp == []
    other.start()
    ana.picture(now=0.2, keyframe=True)
    assert len(other.peer.rtp) == 1


def test_a_reload_goes_on_in_the_same_stream(room: Room, bo: Watcher) -> None:
    # given a picture that flows
    (ana,) = enter(room, "ana")
    ana.picture(now=0.1, keyframe=True)
    ana.picture(now=0.2)
    # when her page is loaded again, with the same SSRC as chance has it
    (again,) = enter(room, "ana-again", now=5.0)
    # then her new publication is in the slot at once, and its picture waits for a keyframe
    assert bo.subscription.slots == ("ana-again", None, None)
    again.picture(now=5.1)
    assert len(bo.got(0)) == 2
    assert again.keyframes_asked
    again.picture(now=5.2, keyframe=True)
    again.picture(now=5.3)
    # and for the browser the stream has no gap, neither in packets nor in pictures
    got = bo.got(0)
    assert [(b.sequence_number - a.sequence_number) & 0xFFFF for a, b in pairwise(got)] == [1] * 3
    pictures = [int.from_bytes(packet.payload[2:4], "big") & 0x7FFF for packet in got]
    assert [b - a for a, b in pairwise(pictures)] == [1] * 3
    assert (got[2].timestamp - got[1].timestamp) & 0xFFFFFFFF == 5 * 90_000


def test_what_was_sent_before_is_not_sent_again_as_if_it_were_the_next(
    room: Room, bo: Watcher
) -> None:
    (ana,) = enter(room, "ana")
    ana.picture(now=0.1, keyframe=True)
    old = bo.got(0)[0]
    enter(room, "ana-again", now=5.0)[0].picture(now=5.1, keyframe=True)
    sent = len(bo.peer.rtp)
    nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=old.ssrc, lost=[old.sequence_number])
    bo.subscription.handle_rtcp([nack], now=5.2)
    assert len(bo.peer.rtp) == sent


def test_the_format_of_a_slot_changes_with_its_publication(room: Room, bo: Watcher) -> None:
    # given one who sends VP8 and one who sends H264
    ana, cleo = Sender("ana"), Sender("cleo", codec="H264")
    for sender in (ana, cleo):
        room.add(sender.publication, now=0.0)
        sender.picture(now=0.1, keyframe=True)
    # when the first comes again with H264
    (again,) = enter(room, "ana-again", now=5.0, codec="H264")
    again.picture(now=5.1, keyframe=True)
    # then each packet says what it is
    assert [packet.payload_type for packet in bo.got(0)] == [96, 103]
    assert [packet.payload_type for packet in bo.got(1)] == [103]
    assert bo.got(0)[1].payload[:2] == H264_KEYFRAME


def test_a_lost_packet_is_repaired_on_its_own_line(room: Room, bo: Watcher) -> None:
    ana, cleo = enter(room, "ana", "cleo")
    for sender in (ana, cleo):
        sender.picture(now=0.1, keyframe=True)
    lost = bo.got(1)[0]
    nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=lost.ssrc, lost=[lost.sequence_number])
    bo.subscription.handle_rtcp([nack], now=0.2)
    again = bo.peer.rtp[-1]
    line = next(line for kind, line in bo.lines if (kind, line.slot) == ("video", 1))
    assert (again.ssrc, again.payload_type) == (line.rtx_ssrc, 97)
    assert again.payload == lost.sequence_number.to_bytes(2, "big") + lost.payload


@pytest.mark.parametrize("kind", ["PLI", "FIR"])
def test_only_the_picture_that_was_lost_begins_anew(room: Room, bo: Watcher, kind: str) -> None:
    ana, cleo = enter(room, "ana", "cleo")
    for sender in (ana, cleo):
        sender.picture(now=0.1, keyframe=True)
        assert sender.keyframes_asked <= 1
    ssrc = bo.ssrc(1)
    loss = RtcpPsfbPacket(fmt=1, ssrc=1, media_ssrc=ssrc)
    if kind == "FIR":
        fci = ssrc.to_bytes(4, "big") + bytes(4)
        loss = RtcpPsfbPacket(fmt=4, ssrc=1, media_ssrc=0, fci=fci)
    bo.subscription.handle_rtcp([loss], now=2.0)
    for sender in (ana, cleo):
        sender.publication.tick(now=2.0)
    assert (ana.keyframes_asked, cleo.keyframes_asked) == (0, 1)


def test_whoever_leaves_frees_a_slot_that_rests(room: Room, bo: Watcher) -> None:
    ana, _, _, dan = enter(room, "ana", "cleo", "eve", "dan")
    assert bo.subscription.slots == ("ana", "cleo", "eve")
    room.remove(ana.publication.peer.session, now=10.0)
    assert not bo.subscription.settle(now=11.9)
    assert bo.subscription.slots == (None, "cleo", "eve")
    assert bo.subscription.settle(now=12.0)
    assert bo.subscription.slots == ("dan", "cleo", "eve")
    dan.picture(now=12.1, keyframe=True)
    assert len(bo.got(0)) == 1


def test_one_event_subscription_a_participant_and_the_newest_stays(room: Room) -> None:
    (ana,) = enter(room, "ana")
    first = Watcher(room)
    second = EventSubscription(
        subscription_id="t", participant="bo", peer=RecordingPeer(), media=first.lines
    )
    second.peer.session = "another"
    assert room.add(second, now=1.0) == [first.subscription]
    second.start()
    ana.picture(now=1.1, keyframe=True)
    assert (len(first.peer.rtp), len(second.peer.rtp)) == (0, 1)
    assert second.slots == ("ana", None, None)


def flow(senders: list[Sender], start: float, seconds: float, *, octets: int = 1000) -> float:
    """Everybody sends 30 pictures and 50 words a second; gives when it ended."""
    for frame in range(round(seconds * 30)):
        now = start + frame / 30
        for sender in senders:
            sender.picture(now=now, keyframe=frame % 30 == 0, octets=octets)
            if len(sender.publication.tracks[1].layers) > 1:
                sender.picture(now=now, keyframe=frame % 30 == 0, size="q", octets=octets // 5)
            sender.voice(now=now)
    return start + seconds


def shown_sizes(bo: Watcher, slots: int, *, since: int) -> list[int]:
    """The largest packet of each slot's picture among the newest."""
    newest = bo.peer.rtp[since:]
    return [
        max((len(one.payload) for one in newest if one.ssrc == bo.ssrc(slot)), default=0)
        for slot in range(slots)
    ]


def test_the_small_ones_come_in_the_smallest_size(room: Room, bo: Watcher) -> None:
    # given three in two sizes
    senders = enter(room, "ana", "cleo", "dan", sizes=True)
    room.show_large("bo", "cleo")
    now = flow(senders, 0.0, 2.0)
    bo.subscription.look(large=room.large_of("bo"), now=now)
    now = flow(senders, now, 0.5)
    since = len(bo.peer.rtp)
    flow(senders, now, 0.4)
    # then of the one that he shows large he gets the large one, of the others the small
    sizes = shown_sizes(bo, 3, since=since)
    assert [size > 500 for size in sizes] == [False, True, False]
    assert all(sizes)


def test_the_large_one_leaves_room_for_the_small_ones(room: Room, bo: Watcher) -> None:
    # given 240 kbit/s in the large size and 50 in the small, and a way for 350 with the voices
    senders = enter(room, "ana", "cleo", "dan", sizes=True)
    now = flow(senders, 0.0, 2.0)
    bo.subscription.downlink._limit = 350_000.0
    bo.subscription.look(large=None, now=now)
    now = flow(senders, now, 0.5)
    since = len(bo.peer.rtp)
    flow(senders, now, 0.4)
    # then nobody is shown in the large size, and nobody is left out
    sizes = shown_sizes(bo, 3, since=since)
    assert all(0 < size < 500 for size in sizes)


def test_a_publisher_without_sizes_is_told_the_share_that_is_left(room: Room, bo: Watcher) -> None:
    # given two who send 240 kbit/s each, and a way for 400
    ana, cleo = enter(room, "ana", "cleo")
    now = flow([ana, cleo], 0.0, 3.0)
    bo.subscription.downlink._limit = 400_000.0
    room.show_large("bo", "cleo")
    bo.subscription.look(large=room.large_of("bo"), now=now)
    # then the large one may take what it takes, and the other the rest
    limits = {one.publication.id: one.publication.limit.bitrate() for one in (ana, cleo)}
    assert limits["cleo"] > 240_000
    assert limits["ana"] == pytest.approx(400_000 - 245_000 - 13_000, rel=0.2)
    # and where the way is wide, nobody is limited
    bo.subscription.downlink._limit = 20_000_000.0
    bo.subscription.look(large=None, now=now)
    assert ana.publication.limit.bitrate() == cleo.publication.limit.bitrate() == 20_000_000
    # and whoever is gone limits nobody
    bo.subscription.downlink._limit = 300_000.0
    bo.subscription.look(large=None, now=now)
    room.remove(bo.peer.session, now=now)
    assert ana.publication.limit.bitrate() == 20_000_000


def test_the_small_pictures_are_held_back_before_the_large_one(room: Room, bo: Watcher) -> None:
    # given three, of whom he shows the second large, on a way that loses much
    senders = enter(room, "ana", "cleo", "dan")
    room.show_large("bo", "cleo")
    now = flow(senders, 0.0, 3.0)
    for _ in range(4):
        bo.subscription.downlink._limit = 180_000.0
        bo.subscription.downlink.loss = 0.06
        bo.subscription.look(large=room.large_of("bo"), now=now)
        now = flow(senders, now, 1.0)
    # then the others are heard only, and that is said
    assert bo.subscription.paused == ["ana", "dan"]
    since = len(bo.peer.rtp)
    now = flow(senders, now, 0.5)
    assert [bool(size) for size in shown_sizes(bo, 3, since=since)] == [False, True, False]
    newest = bo.peer.rtp[since:]
    assert {bo.ssrc(slot, "audio") for slot in range(3)} <= {packet.ssrc for packet in newest}
    # and when he shows one of them large, that one flows instead
    room.show_large("bo", "dan")
    bo.subscription.look(large=room.large_of("bo"), now=now)
    assert bo.subscription.paused == ["ana", "cleo"]
    # and when the way is wide again, one after the other comes back
    held = []
    for _ in range(12):
        bo.subscription.downlink._limit = 20_000_000.0
        bo.subscription.downlink.loss = 0.0
        bo.subscription.look(large=room.large_of("bo"), now=now)
        held.append(len(bo.subscription.paused))
        now = flow(senders, now, 1.0)
    assert held == sorted(held, reverse=True)
    assert set(held) == {2, 1, 0}


def test_losses_count_by_how_much_was_sent(room: Room, bo: Watcher) -> None:
    # given a large picture without a loss, and a voice of which half is lost
    (ana,) = enter(room, "ana")
    now = flow([ana], 0.0, 3.0)
    for second in range(3):
        bo.report(0, 0.0, now=now + second)
        bo.report(0, 0.5, now=now + second, kind="audio")
        bo.subscription.look(large=None, now=now + second)
        now = flow([ana], now, 1.0)
    # then his way is not called bad
    (reading,) = bo.subscription.readings()
    assert 0.0 < reading.loss < 0.1
    assert bo.subscription.downlink.loss < 0.1
    assert bo.subscription.readings() == []


def test_one_estimate_stands_for_the_whole_way(room: Room, bo: Watcher) -> None:
    senders = enter(room, "ana", "cleo")
    now = flow(senders, 0.0, 3.0)
    for number, estimate in enumerate((500_000, 300_000)):
        bo.estimate(estimate, now=now + number / 10)
    assert bo.subscription.available_bitrate == pytest.approx(300_000, rel=0.01)
