"""The clip that both sides of the media measurement are fed with: 720p VP8, encoded once."""

import asyncio
import random
import time
from fractions import Fraction

import av
from aiortc import MediaStreamTrack
from av import Packet, VideoFrame
from av.stream import Stream
from av.video.codeccontext import VideoCodecContext

WIDTH, HEIGHT, FRAMES_PER_SECOND = 1280, 720, 30
BITS_PER_SECOND = 2_000_000

_SEED = 720
_NOISY_ROWS = 240
_NOISE = bytes(112 + value // 8 for value in range(256))
_TIME_BASE = Fraction(1, FRAMES_PER_SECOND)


def make_clip(*, keyframes_only: bool = False) -> list[bytes]:
    """One second as encoded frames, a keyframe first, so that it can be played round and round.

    With `keyframes_only` a decoder can begin at each.

    The upper part moves and the lower part flickers, since a still picture would make
    hardly any packets.
    """
    noise = random.Random(_SEED)  # noqa: S311 - a picture, not a secret
    encoder = _encoder(1 if keyframes_only else FRAMES_PER_SECOND)
    packets = [
        packet
        for number in range(FRAMES_PER_SECOND)
        for packet in encoder.encode(_picture(number, noise))
    ]
    return [bytes(packet) for packet in [*packets, *encoder.encode(None)]]


class ClipTrack(MediaStreamTrack):
    """Plays the clip round and round in real time; aiortc sends it without encoding."""

    kind = "video"

    def __init__(self, clip: list[bytes]) -> None:
        super().__init__()
        self.frames = 0
        self._clip = clip
        self._started_at: float | None = None

    async def recv(self) -> "Packet[Stream]":
        """The next encoded frame, when it is due."""
        if self._started_at is None:
            self._started_at = time.monotonic()
        due = self._started_at + self.frames / FRAMES_PER_SECOND
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        packet = Packet(self._clip[self.frames % len(self._clip)])
        packet.pts, packet.time_base = self.frames, _TIME_BASE
        self.frames += 1
        return packet


def _encoder(frames_a_keyframe: int) -> VideoCodecContext:
    encoder = av.CodecContext.create("libvpx", "w")
    encoder.width, encoder.height, encoder.pix_fmt = WIDTH, HEIGHT, "yuv420p"
    encoder.time_base, encoder.framerate = _TIME_BASE, Fraction(FRAMES_PER_SECOND)
    encoder.bit_rate, encoder.gop_size = BITS_PER_SECOND, frames_a_keyframe
    encoder.options = {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0"}
    return encoder


def _picture(number: int, noise: random.Random) -> VideoFrame:
    frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
    luma, *chroma = frame.planes
    row = bytes((column + number * 4) & 0xFF for column in range(luma.line_size))
    flicker = noise.randbytes(_NOISY_ROWS * luma.line_size).translate(_NOISE)
    luma.update(row * (luma.height - _NOISY_ROWS) + flicker)
    for plane in chroma:
        plane.update(bytes([128]) * (plane.line_size * plane.height))
    frame.pts, frame.time_base = number, _TIME_BASE
    return frame
