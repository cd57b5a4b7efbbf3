"""What is read from an offer, and what is refused."""

import time

import pytest

from saleor_personal_shopper.media.errors import InvalidOffer
from saleor_personal_shopper.media.offer import (
    MAX_OFFER_BYTES,
    parse_offer,
    read_fragment,
)
from tests.media.sdp import FINGERPRINT, chromium_offer, event_offer, firefox_offer, small_offer


def test_chromiums_offer_to_publish_is_read() -> None:
    offer = parse_offer(chromium_offer("publish"))

    audio, video = offer.media
    assert (audio.kind, audio.mid, audio.sends, audio.receives) == ("audio", "0", True, False)
    assert (video.kind, video.mid, video.sends, video.receives) == ("video", "1", True, False)
    assert offer.bundle == ("0", "1")
    assert offer.ufrag == "uOCr"
    assert offer.dtls_role == "auto"
    assert [algorithm for algorithm, _ in offer.fingerprints] == ["sha-256"]
    vp8 = video.codecs[0]
    assert (vp8.name, vp8.payload_type, vp8.rtx_payload_type) == ("VP8", 96, 97)
    assert "transport-cc" in vp8.feedback
    assert audio.codecs[0].name == "opus"
    assert audio.codecs[0].channels == 2


def test_chromiums_offer_to_subscribe_is_read() -> None:
    offer = parse_offer(chromium_offer("subscribe"))
    assert [(line.kind, line.sends, line.receives) for line in offer.media] == [
        ("audio", False, True),
        ("video", False, True),
    ]


@pytest.mark.parametrize(("purpose", "sends"), [("publish", True), ("subscribe", False)])
def test_firefoxs_bundle_only_line_with_port_0_is_no_refusal(purpose: str, sends: bool) -> None:
    sdp = firefox_offer(purpose)
    assert "m=video 0 " in sdp and "a=bundle-only" in sdp

    offer = parse_offer(sdp)

    assert [(line.kind, line.usable, line.sends) for line in offer.media] == [
        ("audio", True, sends),
        ("video", True, sends),
    ]
    assert offer.media[1].codecs[0].name == "VP8"


def test_a_line_with_port_0_and_nothing_else_stays_refused() -> None:
    sdp = firefox_offer("publish").replace("a=bundle-only\r\n", "")

    assert [line.usable for line in parse_offer(sdp).media] == [True, False]


@pytest.mark.parametrize(
    "candidate",
    [
        "a=candidate:1 1 udp 1 169.254.169.254 80 typ host",
        "a=candidate:1 1 udp 1 evil.local 80 typ host",
        "a=candidate:nonsense",
        "a=end-of-candidates",
    ],
)
def test_remote_candidates_are_not_even_read(candidate: str) -> None:
    assert parse_offer(small_offer(extra=f"{candidate}\r\n")) == parse_offer(small_offer())


@pytest.mark.parametrize(
    ("sdp", "message"),
    [
        ("", "media lines"),
        ("nonsense", "media lines"),
        ("v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF x\r\n", "cannot be read"),
        (small_offer(extra="x" * MAX_OFFER_BYTES), "64 KB"),
        (small_offer(extra="é" * (MAX_OFFER_BYTES // 2)), "64 KB"),
        (small_offer(extra="a=x\0y\r\n"), "NUL"),
        (small_offer(extra="a=x\r\n" * 2500), "lines"),
        (small_offer(extra="a=x\r\n" * 400), "followed by too many"),
        (small_offer(media="m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n" * 23), "media"),
        (small_offer(extra="a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:x\r\n"), "SDES"),
        (small_offer(extra="a=rtcp-fb:* nack\r\n" * 40), "feedback"),
        (event_offer(4, small_offer(extra="a=rtcp-fb:96 nack\r\n" * 300)), "feedback"),
        (small_offer().replace("96 97", " ".join(["96"] * 100)), "formats"),
        (small_offer().replace("a=mid:1", "a=mid:0"), "same mid"),
        (small_offer().replace("a=mid:1\r\n", "a=mid:\r\n"), "mid"),
        (small_offer().replace("sha-256", "sha-1"), "sha-256"),
        (small_offer().replace(FINGERPRINT, "AB:CD"), "sha-256"),
        (small_offer().replace("a=setup:actpass\r\n", ""), "sha-256"),
        (small_offer().replace("a=ice-ufrag:abcd\r\n", ""), "ice-ufrag"),
        (small_offer().replace("0123456789abcdefghijkl", "short"), "ice-pwd"),
        (small_offer().replace("a=group:BUNDLE 0 1\r\n", ""), "BUNDLE"),
        (small_offer().replace("a=rtcp-mux\r\n", ""), "rtcp-mux"),
        (small_offer().replace("UDP/TLS/RTP/SAVPF", "RTP/AVP"), "DTLS-SRTP"),
        (small_offer().replace("opus/48000/2", "opus/0/2"), "clock rate"),
        (small_offer().replace("actpass", "holdconn"), "cannot be read"),
        (small_offer(extra="a=fmtp:55 apt=96\r\n"), "cannot be read"),
    ],
)
def test_a_broken_offer_is_refused_in_words(sdp: str, message: str) -> None:
    with pytest.raises(InvalidOffer, match=message):
        parse_offer(sdp)


def test_a_data_channel_beside_the_media_is_left_alone() -> None:
    channel = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\n"
    offer = parse_offer(small_offer(media=channel))
    assert [line.usable for line in offer.media] == [True, True, False]


def test_the_most_laborious_offer_takes_little_time() -> None:
    # given the greatest number of codecs and wildcards that pass the limits
    formats = range(96, 127)
    lines = "".join(f"a=rtpmap:{number} VP8/90000\r\n" for number in formats)
    lines += "a=rtcp-fb:* nack\r\n" * 36 + "".join(
        f"a=fmtp:{number} x=y\r\n" for number in formats for _ in range(10)
    )
    started = time.perf_counter()
    parse_offer(small_offer(extra=lines))
    # then no call waits noticeably (the promise is 20 ms on a quiet machine)
    assert time.perf_counter() - started < 0.1


def test_h264_formats_match_by_mode_and_profile() -> None:
    video = parse_offer(chromium_offer("publish")).media[1]
    h264 = [codec for codec in video.codecs if codec.name == "H264"]
    assert len(h264) > 1
    for codec in h264:
        assert codec.same_format_as(codec)
    assert not any(h264[0].same_format_as(other) for other in h264[1:])


def test_the_user_fragment_of_a_restart_is_read() -> None:
    fragment = "a=ice-ufrag:EsAw\r\na=ice-pwd:P2uYro0UCOQ4zxjKXaWCBui1\r\nm=audio 9 RTP/AVP 0\r\n"
    assert read_fragment(fragment) == "EsAw"
    assert read_fragment("a=candidate:1 1 udp 1 192.0.2.1 1 typ host\r\n") is None


@pytest.mark.parametrize("fragment", ["a=ice-ufrag:é", "a=ice-ufrag:a", "x" * 70_000, "\0"])
def test_a_broken_fragment_is_refused(fragment: str) -> None:
    with pytest.raises(InvalidOffer):
        read_fragment(fragment)
