"""Where a decoder can begin, and how often publishers are asked."""

import pytest

from saleor_personal_shopper.media.keyframes import (
    KeyframeRequests,
    picture_pixels,
    starts_keyframe,
)


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


@pytest.mark.parametrize(
    ("payload", "starts"),
    [
        ("08", True),  # B: the first packet of a picture that refers to no other
        ("48", False),  # P: it refers to another
        ("00", False),  # a later packet of a picture
        ("8c0a", True),  # I, 7-bit PictureID
        ("8c800a", True),  # I, 15-bit PictureID
        ("ac800a" + "00" + "07", True),  # I and L, base layer, TL0PICIDX
        ("ac800a" + "02" + "07", False),  # the same picture's second spatial layer
        ("28" + "10" + "07", True),  # L without PictureID
        ("ac800a", False),
        ("8a", True),
        ("", False),
    ],
)
def test_vp9(payload: str, starts: bool) -> None:
    assert starts_keyframe("vp9", bytes.fromhex(payload)) is starts


@pytest.mark.parametrize(
    ("payload", "pixels"),
    [
        ("0a" + "10" + "0280" + "0168", 640 * 360),
        ("8e800a" + "10" + "0280" + "0168", 640 * 360),
        ("ae800a" + "00" + "07" + "10" + "0280" + "0168", 640 * 360),  # with TL0PICIDX
        ("be800a" + "00" + "10" + "0280" + "0168", 640 * 360),  # flexible: without
        ("0a" + "30" + "0140" + "00b4" + "0280" + "0168", 640 * 360),  # the largest of two layers
        ("0a" + "00", 0),  # a structure without sizes
        ("0a" + "10" + "0280", 0),
        ("0a", 0),
        ("08", 0),
        ("", 0),
    ],
)
def test_the_size_of_a_vp9_picture(payload: str, pixels: int) -> None:
    assert picture_pixels("vp9", bytes.fromhex(payload)) == pixels


def test_sound_starts_anywhere_and_an_unknown_codec_nowhere() -> None:
    assert starts_keyframe("opus", b"\x78")
    assert not starts_keyframe("av1", b"\x08\x00")
    assert picture_pixels("av1", b"\x0a\x10") == 0


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
