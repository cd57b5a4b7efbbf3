"""Where a decoder can begin, and how often publishers are asked."""

import pytest

from saleor_personal_shopper.media.keyframes import KeyframeRequests, starts_keyframe


@pytest.mark.parametrize(
    ("payload", "starts"),
    [
        ("1000", True),  # S=1, partition 0, P bit 0
        ("1001", False),  # interframe
        ("0000", False),  # continuation
        ("1100", False),  # partition 1
        ("90800500", True),  # X, 7-bit PictureID
        ("90808005" + "00", True),  # X, 15-bit PictureID
        ("90c08005" + "0a" + "00", True),  # X, I and L, 15-bit PictureID, TL0PICIDX
        ("90f0800501" + "20" + "01", False),  # X, I, L, T: interframe
        ("90f0800501" + "20" + "00", True),
        ("90", False),
        ("10", False),
        ("", False),
    ],
)
def test_vp8(payload: str, starts: bool) -> None:
    assert starts_keyframe("vp8", bytes.fromhex(payload)) is starts


@pytest.mark.parametrize(
    ("payload", "starts"),
    [
        ("6742", True),  # SPS
        ("6588", True),  # IDR
        ("4188", False),  # slice of an interframe
        ("780004" + "67420a0b", True),  # STAP-A beginning with an SPS
        ("780004" + "41420a0b", False),
        ("7c85", True),  # FU-A, start of an IDR
        ("7c05", False),  # FU-A, later part
        ("78", False),
        ("", False),
    ],
)
def test_h264(payload: str, starts: bool) -> None:
    assert starts_keyframe("h264", bytes.fromhex(payload)) is starts


def test_sound_starts_anywhere_and_an_unknown_codec_nowhere() -> None:
    assert starts_keyframe("opus", b"\x78")
    assert not starts_keyframe("vp9", b"\x8c\x00")


def test_many_wishes_make_one_request_per_interval() -> None:
    requests = KeyframeRequests(interval=0.5)
    for _ in range(100):
        requests.want()
    assert requests.due(now=10.0)
    requests.want()
    assert not requests.due(now=10.4)
    assert requests.due(now=10.5)


def test_a_request_is_repeated_until_the_keyframe_arrives() -> None:
    requests = KeyframeRequests(interval=0.5)
    requests.want()
    assert requests.due(now=0.0)
    assert requests.due(now=0.6)
    requests.arrived()
    assert not requests.due(now=2.0)


def test_nobody_asks_unless_somebody_wants() -> None:
    assert not KeyframeRequests().due(now=0.0)
