"""What one participant sends: picture and sound, as a browser's encoder would pace them."""

from collections.abc import Iterator
from dataclasses import dataclass

AUDIO_PER_SECOND, AUDIO_BYTES, AUDIO_CLOCK = 50, 100, 48_000
FRAMES_PER_SECOND, VIDEO_CLOCK = 30, 90_000
VIDEO, AUDIO = "video", "audio"


@dataclass(frozen=True)
class Shape:
    """Of the picture: how many packets make a frame, and how large each is."""

    packets_a_frame: int
    bytes_a_packet: int


SHAPES = {"360p": Shape(3, 1100), "720p": Shape(7, 1150)}
"""About 800 kbit/s and 2 Mbit/s, at 30 frames a second."""


@dataclass(frozen=True)
class Due:
    """One packet of the plan: when it leaves, in seconds from the start, and what it is."""

    at: float
    kind: str
    timestamp: int
    marker: bool
    starts_frame: bool
    size: int


def plan(shape: Shape, seconds: float) -> Iterator[Due]:
    """The packets of one participant, each kind in its order."""
    for number in range(int(seconds * FRAMES_PER_SECOND)):
        for part in range(shape.packets_a_frame):
            yield Due(
                at=number / FRAMES_PER_SECOND,
                kind=VIDEO,
                timestamp=number * VIDEO_CLOCK // FRAMES_PER_SECOND,
                marker=part == shape.packets_a_frame - 1,
                starts_frame=part == 0,
                size=shape.bytes_a_packet,
            )
    for number in range(int(seconds * AUDIO_PER_SECOND)):
        yield Due(
            at=number / AUDIO_PER_SECOND,
            kind=AUDIO,
            timestamp=number * AUDIO_CLOCK // AUDIO_PER_SECOND,
            marker=False,
            starts_frame=False,
            size=AUDIO_BYTES,
        )
