"""A publication's packets on their way to its subscribers, without a network."""

import pytest
from aiortc.rtp import (
    RtcpPsfbPacket,
    RtcpRrPacket,
    RtcpRtpfbPacket,
    RtcpSenderInfo,
    RtcpSrPacket,
    pack_remb_fci,
)

from saleor_personal_shopper.media.negotiation import (
    TRANSPORT_SEQUENCE,
    PublishedTrack,
    accept_publication,
    accept_subscription,
)
from saleor_personal_shopper.media.offer import parse_offer
from saleor_personal_shopper.media.publication import Publication
from saleor_personal_shopper.media.rtcp import asks_for_keyframe, estimated_bitrate
from saleor_personal_shopper.media.rtp_packet import RtpPacket
from saleor_personal_shopper.media.subscription import Subscription
from tests.media.recording_peer import RecordingPeer
from tests.media.sdp import chromium_offer, small_offer

KEYFRAME, INTERFRAME = b"\x10\x00", b"\x10\x01"
SSRC, RTX_SSRC, AUDIO_SSRC = 1000, 1001, 2000
LOCAL_VIDEO, LOCAL_RTX = 120, 121
TRANSPORT_SEQUENCE_ID = 3


@pytest.fixture
def publication() -> Publication:
    offer = parse_offer(chromium_offer("publish"))
    answered = accept_publication(offer)
    assert {item.extensions.get(TRANSPORT_SEQUENCE) for item in answered.values()} == {
        TRANSPORT_SEQUENCE_ID
    }
    return Publication(
        publication_id="p",
        participant="ana",
        source="camera",
        peer=RecordingPeer(),
        media=[(line.kind, answered[line.mid]) for line in offer.media],
    )


def subscribe(publication: Publication, *, rtx: bool = True) -> Subscription:
    sdp = small_offer(direction="recvonly")
    sdp = sdp.replace("96", str(LOCAL_VIDEO)).replace("97", str(LOCAL_RTX))
    if not rtx:
        sdp = sdp.replace(f"a=fmtp:{LOCAL_RTX} apt={LOCAL_VIDEO}\r\n", "")
    offer = parse_offer(sdp)
    tracks = [
        PublishedTrack(t.published.kind, t.published.codec, t.published.extensions)
        for t in publication.tracks
    ]
    answered = accept_subscription(offer, tracks)
    subscription = Subscription(
        subscription_id="s",
        participant="bo",
        publication=publication,
        peer=RecordingPeer(),
        media=[(line.kind, answered[line.mid]) for line in offer.media],
    )
    subscription.start()
    return subscription


def video(number: int, payload: bytes = INTERFRAME, **changes: object) -> RtpPacket:
    fields = {
        "payload_type": 96,
        "sequence_number": number & 0xFFFF,
        "timestamp": number * 3000 & 0xFFFFFFFF,
        "ssrc": SSRC,
        "payload": payload,
        **changes,
    }
    return RtpPacket(**fields)


def rtx_of(packet: RtpPacket, number: int) -> RtpPacket:
    payload = packet.sequence_number.to_bytes(2, "big") + packet.payload
    return video(number, payload, payload_type=97, ssrc=RTX_SSRC, timestamp=packet.timestamp)


def received(subscription: Subscription) -> list[RtpPacket]:
    return subscription.peer.rtp


def numbers(packets: list[RtpPacket]) -> list[int]:
    return [(packet.sequence_number - packets[0].sequence_number) & 0xFFFF for packet in packets]


def test_each_subscriber_gets_its_own_stream(publication: Publication) -> None:
    # given two subscribers
    first, second = subscribe(publication), subscribe(publication)

    # when a keyframe and an interframe come
    publication.handle_rtp(video(65_535, KEYFRAME, marker=1), now=0.0)
    publication.handle_rtp(video(0), now=0.1)

    # then both see them in order under an SSRC and a payload type of their own
    for subscription in (first, second):
        packets = received(subscription)
        assert numbers(packets) == [0, 1]
        assert [packet.payload for packet in packets] == [KEYFRAME, INTERFRAME]
        assert [packet.marker for packet in packets] == [1, 0]
        assert {packet.payload_type for packet in packets} == {LOCAL_VIDEO}
    assert received(first)[0].ssrc != received(second)[0].ssrc


def test_a_late_subscriber_waits_for_a_keyframe_and_one_is_asked_for(
    publication: Publication,
) -> None:
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    subscription = subscribe(publication)
    publication.handle_rtp(video(2), now=0.1)
    assert received(subscription) == []
    assert any(asks_for_keyframe(packet) for packet in publication.peer.rtcp)
    publication.handle_rtp(video(3, KEYFRAME), now=0.2)
    assert len(received(subscription)) == 1


def test_sound_does_not_wait(publication: Publication) -> None:
    subscription = subscribe(publication)
    packet = video(1, b"\x78", payload_type=111, ssrc=AUDIO_SSRC)
    publication.handle_rtp(packet, now=0.0)
    assert [packet.payload_type for packet in received(subscription)] == [111]


def test_a_format_that_was_not_agreed_goes_nowhere(publication: Publication) -> None:
    subscription = subscribe(publication)
    publication.handle_rtp(video(1, KEYFRAME, payload_type=102), now=0.0)
    assert received(subscription) == []


def test_a_repeated_packet_goes_no_further(publication: Publication) -> None:
    subscription = subscribe(publication)
    for number in (1, 2, 2, 1):
        publication.handle_rtp(video(number, KEYFRAME), now=0.0)
    assert numbers(received(subscription)) == [0, 1]


def test_a_lost_packet_is_asked_for_and_its_retransmission_passed_on(
    publication: Publication,
) -> None:
    subscription = subscribe(publication)
    publication.handle_rtp(video(10, KEYFRAME), now=0.0)
    publication.handle_rtp(video(12), now=0.0)
    nacks = [packet for packet in publication.peer.rtcp if isinstance(packet, RtcpRtpfbPacket)]
    assert [(packet.media_ssrc, packet.lost) for packet in nacks] == [(SSRC, [11])]

    publication.handle_rtp(rtx_of(video(11, b"\x00late"), 5), now=0.1)

    assert numbers(received(subscription)) == [0, 2, 1]
    assert received(subscription)[-1].payload == b"\x00late"


def test_probing_padding_is_not_forwarded(publication: Publication) -> None:
    subscription = subscribe(publication)
    publication.handle_rtp(video(10, KEYFRAME), now=0.0)
    publication.handle_rtp(video(1, b"", payload_type=97, ssrc=RTX_SSRC), now=0.0)
    assert len(received(subscription)) == 1


@pytest.mark.parametrize("rtx", [True, False])
def test_a_subscribers_loss_is_repaired_from_the_cache(publication: Publication, rtx: bool) -> None:
    # given a subscriber that got three packets
    subscription = subscribe(publication, rtx=rtx)
    publication.handle_rtp(video(65_535, KEYFRAME), now=0.0)
    publication.handle_rtp(video(0, b"\x00lost"), now=0.0)
    publication.handle_rtp(video(1), now=0.0)
    lost = received(subscription)[1]

    # when it says that the second is missing
    nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=lost.ssrc, lost=[lost.sequence_number])
    subscription.handle_rtcp([nack], now=0.1)

    # then it comes again, on the retransmission stream where there is one
    again = received(subscription)[3]
    assert again.timestamp == lost.timestamp
    if rtx:
        assert again.payload_type == LOCAL_RTX
        assert again.ssrc != lost.ssrc
        assert again.payload == lost.sequence_number.to_bytes(2, "big") + b"\x00lost"
    else:
        assert (again.ssrc, again.sequence_number) == (lost.ssrc, lost.sequence_number)
        assert again.payload == b"\x00lost"


def test_a_storm_of_nacks_is_answered_within_bounds(publication: Publication) -> None:
    subscription = subscribe(publication)
    for number in range(300):
        publication.handle_rtp(video(number, KEYFRAME), now=0.0)
    sent = received(subscription)
    nack = RtcpRtpfbPacket(
        fmt=1, ssrc=1, media_ssrc=sent[0].ssrc, lost=[item.sequence_number for item in sent]
    )
    for _ in range(50):
        subscription.handle_rtcp([nack], now=0.1)
    assert len(received(subscription)) - 300 <= 250


def test_a_foreign_number_is_not_resent(publication: Publication) -> None:
    subscription = subscribe(publication)
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    sent = received(subscription)[0]
    for ssrc, number in ((sent.ssrc, sent.sequence_number + 1), (5, sent.sequence_number)):
        nack = RtcpRtpfbPacket(fmt=1, ssrc=1, media_ssrc=ssrc, lost=[number])
        subscription.handle_rtcp([nack], now=0.1)
    assert len(received(subscription)) == 1


def test_lost_pictures_of_many_become_one_request(publication: Publication) -> None:
    subscriptions = [subscribe(publication) for _ in range(3)]
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    publication.peer.rtcp.clear()
    for subscription in subscriptions:
        loss = RtcpPsfbPacket(fmt=1, ssrc=1, media_ssrc=received(subscription)[0].ssrc)
        subscription.handle_rtcp([loss, loss], now=1.0)
    publication.tick(now=1.0)
    publication.tick(now=1.1)
    assert sum(asks_for_keyframe(packet) for packet in publication.peer.rtcp) == 1


def test_sender_reports_map_to_the_subscribers_clock(publication: Publication) -> None:
    # given a subscriber that got a packet of timestamp 3000
    subscription = subscribe(publication)
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    forwarded = received(subscription)[0]

    # when the publisher says that 6000 is at a certain time
    info = RtcpSenderInfo(ntp_timestamp=77, rtp_timestamp=6000, packet_count=9, octet_count=9)
    publication.handle_rtcp([RtcpSrPacket(ssrc=SSRC, sender_info=info)], now=0.1)

    # then the subscriber hears that of its own timestamp
    (report,) = subscription.peer.rtcp
    assert report.ssrc == forwarded.ssrc
    assert report.sender_info.ntp_timestamp == 77
    assert report.sender_info.rtp_timestamp == (forwarded.timestamp + 3000) & 0xFFFFFFFF
    assert (report.sender_info.packet_count, report.sender_info.octet_count) == (1, 2)


def test_a_late_subscriber_hears_the_last_report_at_once(publication: Publication) -> None:
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    info = RtcpSenderInfo(ntp_timestamp=77, rtp_timestamp=6000, packet_count=9, octet_count=9)
    publication.handle_rtcp([RtcpSrPacket(ssrc=SSRC, sender_info=info)], now=0.1)
    subscription = subscribe(publication)
    publication.handle_rtp(video(2, KEYFRAME), now=0.2)
    assert [packet.sender_info.ntp_timestamp for packet in subscription.peer.rtcp] == [77]


def test_arrivals_and_losses_are_reported_to_the_publisher(publication: Publication) -> None:
    for number in (1, 2, 4):
        extensions = ((TRANSPORT_SEQUENCE_ID, number.to_bytes(2, "big")),)
        publication.handle_rtp(video(number, KEYFRAME, extensions=extensions), now=1.0)
    publication.tick(now=1.0)
    publication.report(now=1.0)
    feedback = next(item for item in publication.peer.raw_rtcp if item[:2] == b"\x8f\xcd")
    assert feedback[12:16] == bytes.fromhex("00010004")
    (report,) = [item for item in publication.peer.rtcp if isinstance(item, RtcpRrPacket)]
    assert report.reports[0].ssrc == SSRC
    assert report.reports[0].packets_lost == 1


def test_an_overloaded_subscriber_slows_the_publisher_until_it_leaves(
    publication: Publication,
) -> None:
    subscription = subscribe(publication)
    for step in range(200):
        publication.handle_rtp(video(step, KEYFRAME + bytes(1000)), now=step * 0.01)
    for estimate in (1_200_000, 200_000):
        fci = pack_remb_fci(estimate, [1])
        remb = RtcpPsfbPacket(fmt=15, ssrc=1, media_ssrc=0, fci=fci)
        subscription.handle_rtcp([remb], now=2.0)
    publication.report(now=2.0)
    publication.report(now=3.0)
    subscription.stop()
    publication.report(now=4.0)
    limits = [estimated_bitrate(packet) for packet in publication.peer.rtcp]
    told = [limit for limit in limits if limit is not None]
    assert told == [pytest.approx(200_000, rel=0.01), pytest.approx(20_000_000, rel=0.01)]


def test_a_limit_that_falls_further_is_told_at_once(publication: Publication) -> None:
    # given a publisher that was told a limit
    subscription = subscribe(publication)
    for step in range(200):
        publication.handle_rtp(video(step, KEYFRAME + bytes(1000)), now=step * 0.01)

    def estimate(bitrate: int, now: float) -> None:
        fci = pack_remb_fci(bitrate, [1])
        remb = RtcpPsfbPacket(fmt=15, ssrc=1, media_ssrc=0, fci=fci)
        subscription.handle_rtcp([remb], now=now)

    for bitrate in (1_200_000, 400_000):
        estimate(bitrate, 2.0)
    publication.report(now=2.0)
    publication.peer.rtcp.clear()
    # when the way becomes narrower still
    estimate(200_000, 2.1)
    publication.tick(now=2.15)
    # then the next report is not waited for
    limits = [estimated_bitrate(packet) for packet in publication.peer.rtcp]
    assert pytest.approx(200_000, rel=0.01) in limits


def test_a_new_ssrc_goes_on_at_its_keyframe(publication: Publication) -> None:
    subscription = subscribe(publication)
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    publication.handle_rtp(video(900, ssrc=5), now=1.0)
    publication.handle_rtp(video(901, KEYFRAME, ssrc=5), now=1.1)
    assert numbers(received(subscription)) == [0, 1]
    assert len({packet.ssrc for packet in received(subscription)}) == 1


def test_who_unsubscribed_gets_nothing_more(publication: Publication) -> None:
    subscription = subscribe(publication)
    subscription.stop()
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    assert received(subscription) == []


def test_a_picture_that_was_held_back_goes_on_from_a_keyframe_without_a_gap(
    publication: Publication,
) -> None:
    # given a subscriber whose way carries no picture any more
    subscription = subscribe(publication)
    publication.handle_rtp(video(1, KEYFRAME), now=0.0)
    publication.handle_rtp(video(2), now=0.1)
    publication.handle_rtp(sound(1), now=0.1)
    subscription.downlink._limit, subscription.downlink.loss = 40_000.0, 0.06
    for second in (1.0, 2.0, 3.0):
        subscription.look(now=second)
    assert subscription.paused == ["p"]
    sent = len(received(subscription))
    # when the publisher goes on
    publication.handle_rtp(video(3), now=3.1)
    publication.handle_rtp(video(4, KEYFRAME), now=3.2)
    publication.handle_rtp(sound(2), now=3.2)
    # then he gets the sound alone, also after a change of network
    subscription.start()
    publication.handle_rtp(sound(3), now=3.3)
    assert {packet.payload_type for packet in received(subscription)[sent:]} == {111}
    assert len(received(subscription)) == sent + 2
    # and when the picture is tried again, a keyframe is asked for, and nothing seems to be missing
    subscription.look(now=7.0)
    assert not subscription.paused
    publication.tick(now=7.1)
    assert any(map(asks_for_keyframe, publication.peer.rtcp))
    publication.handle_rtp(video(90), now=7.2)
    publication.handle_rtp(video(91, KEYFRAME), now=7.3)
    pictures = [one for one in received(subscription) if one.payload_type == LOCAL_VIDEO]
    assert numbers(pictures) == [0, 1, 2]
    assert pictures[-1].payload == KEYFRAME


def test_a_picture_without_a_voice_is_never_held_back(publication: Publication) -> None:
    subscription = subscribe(publication)
    subscription.tracks = subscription._of_kind("video")
    subscription.downlink._limit, subscription.downlink.loss = 1_000.0, 0.06
    for second in range(10):
        subscription.look(now=float(second))
    assert not subscription.paused


def sound(number: int) -> RtpPacket:
    return video(number, b"voice", payload_type=111, ssrc=AUDIO_SSRC)
