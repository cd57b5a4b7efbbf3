"""What is agreed on, and the answers a browser gets."""

import pytest
from aiortc.sdp import SessionDescription

from saleor_personal_shopper.media.answer import (
    TransportDescription,
    write_answer,
    write_fragment,
)
from saleor_personal_shopper.media.errors import UnsupportedOffer
from saleor_personal_shopper.media.negotiation import (
    ABS_SEND_TIME,
    AUDIO_LEVEL,
    TRANSPORT_SEQUENCE,
    PublishedTrack,
    accept_event_subscription,
    accept_publication,
    accept_subscription,
    passed_on_extensions,
)
from saleor_personal_shopper.media.offer import parse_offer
from tests.media.sdp import (
    FINGERPRINT,
    chromium_offer,
    event_offer,
    firefox_offer,
    small_offer,
)

TRANSPORT = TransportDescription(
    session="0123456789abcdef" * 2,
    ufrag="ours",
    password="our-password",
    fingerprint=FINGERPRINT,
    dtls_role="server",
    candidates=(("192.0.2.1", 40_000), ("2001:db8::1", 40_000)),
)


def published(sdp: str) -> list[PublishedTrack]:
    offer = parse_offer(sdp)
    answered = accept_publication(offer)
    return [
        PublishedTrack(line.kind, answered[line.mid].codec, answered[line.mid].extensions)
        for line in offer.media
        if line.mid in answered
    ]


def test_a_publisher_gets_vp8_and_opus_with_repair_and_feedback() -> None:
    offer = parse_offer(chromium_offer("publish"))
    audio, video = accept_publication(offer).values()
    assert (audio.codec.name, video.codec.name) == ("opus", "VP8")
    assert video.formats[0].with_rtx
    assert {"nack", "nack pli", "transport-cc"} <= set(video.formats[0].feedback)
    assert TRANSPORT_SEQUENCE in video.extensions
    assert ABS_SEND_TIME not in video.extensions
    assert video.ssrc is None


@pytest.mark.parametrize("name", ["VP9", "H264"])
def test_another_format_is_taken_where_there_is_no_vp8(name: str) -> None:
    offer = parse_offer(small_offer().replace("VP8", name))
    assert accept_publication(offer)["1"].codec.name == name


def test_a_vp9_picture_goes_only_to_those_who_play_its_profile() -> None:
    watching = small_offer(direction="recvonly").replace("VP8", "VP9")
    profiles = {number: f"a=fmtp:96 profile-id={number}\r\na=fmtp:97" for number in (0, 2)}
    for profile, line in profiles.items():
        offer = small_offer().replace("VP8", "VP9").replace("a=fmtp:97", line)
        answered = accept_subscription(parse_offer(watching), published(offer))
        assert ("1" in answered) is (profile == 0)


def test_a_publisher_without_a_forwardable_codec_is_refused() -> None:
    offer = parse_offer(small_offer().replace("VP8", "AV1").replace("opus", "PCMU"))
    with pytest.raises(UnsupportedOffer):
        accept_publication(offer)


def test_a_receiver_cannot_publish() -> None:
    with pytest.raises(UnsupportedOffer):
        accept_publication(parse_offer(small_offer(direction="recvonly")))


def test_a_subscriber_gets_the_publishers_formats_under_its_own_numbers() -> None:
    offer = parse_offer(small_offer(direction="recvonly").replace("96", "101").replace("97", "102"))
    video = accept_subscription(offer, published(chromium_offer("publish")))["1"]
    assert (video.codec.payload_type, video.codec.rtx_payload_type) == (101, 102)
    assert video.ssrc and video.rtx_ssrc and video.ssrc != video.rtx_ssrc


def test_who_reports_arrivals_needs_no_estimate_of_his_own() -> None:
    # given a browser that can do both
    offer = parse_offer(chromium_offer("subscribe"))
    answered = accept_subscription(offer, published(chromium_offer("publish")))
    # then arrivals are asked for, of sound and picture
    for line in answered.values():
        assert TRANSPORT_SEQUENCE in line.extensions
        assert ABS_SEND_TIME not in line.extensions
        assert "transport-cc" in line.formats[0].feedback
        assert "goog-remb" not in line.formats[0].feedback


def test_who_cannot_report_arrivals_estimates_by_himself() -> None:
    sdp = chromium_offer("subscribe").replace(" transport-cc\r\n", " other\r\n")
    answered = accept_subscription(parse_offer(sdp), published(chromium_offer("publish")))
    for line in answered.values():
        assert TRANSPORT_SEQUENCE not in line.extensions
        assert ABS_SEND_TIME in line.extensions
    assert "goog-remb" in answered["1"].formats[0].feedback


def test_a_sender_cannot_subscribe() -> None:
    with pytest.raises(UnsupportedOffer):
        accept_subscription(parse_offer(small_offer()), published(small_offer()))


def test_sound_alone_is_enough_to_subscribe() -> None:
    offer = parse_offer(small_offer(direction="recvonly").replace("VP8", "AV1"))
    assert list(accept_subscription(offer, published(small_offer()))) == ["0"]


def test_extensions_are_mapped_from_the_publishers_ids_to_the_subscribers() -> None:
    ids = passed_on_extensions({AUDIO_LEVEL: 1, TRANSPORT_SEQUENCE: 3}, {AUDIO_LEVEL: 10})
    assert ids == {1: 10}


def test_the_answer_to_a_publisher_can_be_read_back() -> None:
    offer = parse_offer(chromium_offer("publish"))
    answer = SessionDescription.parse(write_answer(offer, accept_publication(offer), TRANSPORT))

    audio, video = answer.media
    assert (audio.direction, video.direction) == ("recvonly", "recvonly")
    assert video.fmt == [96, 97]
    assert video.rtp.muxId == "1"
    assert video.rtcp_mux
    assert video.ice is not None and video.ice.iceLite
    assert (video.ice.usernameFragment, video.ice.password) == ("ours", "our-password")
    assert video.dtls is not None and video.dtls.role == "server"
    assert [(item.ip, item.port) for item in video.ice_candidates] == list(TRANSPORT.candidates)
    assert video.ice_candidates[0].priority > video.ice_candidates[1].priority
    assert video.ice_candidates_complete
    assert answer.group[0].items == ["0", "1"]
    assert not video.ssrc


def test_the_answer_to_a_subscriber_ties_sound_and_picture_together() -> None:
    offer = parse_offer(chromium_offer("subscribe"))
    answered = accept_subscription(offer, published(chromium_offer("publish")))
    answer = SessionDescription.parse(write_answer(offer, answered, TRANSPORT))

    audio, video = answer.media
    assert (audio.direction, video.direction) == ("sendonly", "sendonly")
    assert audio.ssrc[0].cname == video.ssrc[0].cname == video.ssrc[1].cname
    assert str(audio.msid).split()[0] == str(video.msid).split()[0]
    assert video.ssrc_group[0].items == [video.ssrc[0].ssrc, video.ssrc[1].ssrc]


def watching(offer: str) -> SessionDescription:
    parsed = parse_offer(offer)
    answered = accept_event_subscription(parsed)
    return SessionDescription.parse(write_answer(parsed, answered, TRANSPORT))


def test_every_slot_takes_all_formats_and_is_a_stream_of_its_own() -> None:
    answer = watching(event_offer(8))
    audio, video = answer.media[::2], answer.media[1::2]
    for line in video:
        names = [codec.name for codec in line.rtp.codecs]
        assert names.count("VP8") == 1
        assert names.count("H264") > 1
        assert names.count("VP9") > 1
        assert names.count("rtx") == sum(names.count(one) for one in ("VP8", "VP9", "H264"))
        assert set(names) == {"VP8", "VP9", "H264", "rtx"}
        assert line.ssrc_group[0].items == [one.ssrc for one in line.ssrc]
    assert {codec.name for line in audio for codec in line.rtp.codecs} == {"opus"}
    streams = [str(line.msid).split()[0] for line in answer.media]
    assert streams == [f"{TRANSPORT.session}-{at // 2}" for at in range(16)]
    assert [line.ssrc[0].cname for line in answer.media] == streams
    ssrcs = [one.ssrc for line in answer.media for one in line.ssrc]
    assert len(set(ssrcs)) == len(ssrcs) == 24
    assert answer.group[0].items == [str(number) for number in range(16)]


def test_more_than_nine_slots_are_rejected_line_by_line() -> None:
    answer = watching(event_offer(11, firefox_offer("subscribe")))
    assert [line.port for line in answer.media] == [9] * 18 + [0] * 4


def test_a_slot_may_lack_a_line_and_what_cannot_be_received_counts_for_none() -> None:
    # given lines for two pictures, one voice, and one that sends, and one without a format of ours
    one = small_offer(direction="recvonly")
    offer = event_offer(3, one).replace("a=recvonly", "a=sendonly", 1)
    offer = offer.replace("opus", "PCMU", 2).replace("PCMU", "opus", 1)
    parsed = parse_offer(offer)
    answered = accept_event_subscription(parsed)
    assert {mid: line.slot for mid, line in answered.items()} == {"1": 0, "3": 1, "4": 1, "5": 2}


def test_whoever_can_receive_nothing_watches_nobody() -> None:
    for offer in (small_offer(), small_offer(direction="recvonly", media="").replace("VP8", "AV1")):
        with pytest.raises(UnsupportedOffer):
            accept_event_subscription(parse_offer(offer.replace("opus", "PCMU")))


def test_what_is_not_wanted_is_rejected_line_by_line() -> None:
    channel = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n"
    offer = parse_offer(small_offer(media=channel).replace("opus", "PCMU"))
    answer = write_answer(offer, accept_publication(offer), TRANSPORT)
    assert "a=group:BUNDLE 1\r\n" in answer
    assert "m=audio 0 UDP/TLS/RTP/SAVPF 111\r\n" in answer
    assert "m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n" in answer


def test_the_answer_to_an_ice_restart_holds_new_credentials_and_the_candidates() -> None:
    fragment = write_fragment(parse_offer(small_offer()).media[0], TRANSPORT)
    assert "a=ice-ufrag:ours\r\na=ice-pwd:our-password\r\n" in fragment
    assert "a=mid:0\r\n" in fragment
    assert fragment.count("a=candidate:") == 2
