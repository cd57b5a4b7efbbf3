"""Fake camera and microphone: a moving gradient and a tone, cheap to make and to encode."""

import asyncio
import math
import struct
import time
from fractions import Fraction

from aiortc import MediaStreamTrack
from av import AudioFrame, VideoFrame

WIDTH, HEIGHT, FRAMES_PER_SECOND = 320, 180, 15
VIDEO_CLOCK_RATE, AUDIO_CLOCK_RATE = 90_000, 48_000

_AUDIO_SAMPLES = 960
_TONE_HERTZ = 450  # a whole number of waves in 20 ms, so that blocks join without a click
_LOUDNESS = 6000


class _Pace:
    """Lets a source produce one block every `seconds`, without drifting."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._started_at: float | None = None
        self.count = 0

    async def next(self) -> int:
        if self._started_at is None:
            self._started_at = time.monotonic()
        due = self._started_at + self.count * self._seconds
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        self.count += 1
        return self.count - 1


class PatternTrack(MediaStreamTrack):
    """A picture whose grey gradient moves with each frame."""

    kind = "video"

    def __init__(self) -> None:
        super().__init__()
        self._pace = _Pace(1 / FRAMES_PER_SECOND)

    async def recv(self) -> VideoFrame:
        """The next frame, when it is due."""
        number = await self._pace.next()
        frame = VideoFrame(WIDTH, HEIGHT, "yuv420p")
        luma, *chroma = frame.planes
        row = bytes((column * 2 + number * 4) & 0xFF for column in range(luma.line_size))
        luma.update(row * luma.height)
        for plane in chroma:
            plane.update(bytes([128]) * (plane.line_size * plane.height))
        frame.pts = number * VIDEO_CLOCK_RATE // FRAMES_PER_SECOND
        frame.time_base = Fraction(1, VIDEO_CLOCK_RATE)
        return frame


class ToneTrack(MediaStreamTrack):
    """A steady tone in blocks of 20 ms."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self._pace = _Pace(_AUDIO_SAMPLES / AUDIO_CLOCK_RATE)
        self._block = _tone()

    async def recv(self) -> AudioFrame:
        """The next block, when it is due."""
        number = await self._pace.next()
        frame = AudioFrame(format="s16", layout="mono", samples=_AUDIO_SAMPLES)
        frame.planes[0].update(self._block)
        frame.sample_rate = AUDIO_CLOCK_RATE
        frame.pts = number * _AUDIO_SAMPLES
        frame.time_base = Fraction(1, AUDIO_CLOCK_RATE)
        return frame


def _tone() -> bytes:
    wave = 2 * math.pi * _TONE_HERTZ / AUDIO_CLOCK_RATE
    samples = (round(_LOUDNESS * math.sin(wave * index)) for index in range(_AUDIO_SAMPLES))
    return struct.pack(f"<{_AUDIO_SAMPLES}h", *samples)
