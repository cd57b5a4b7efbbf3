"""What forwarding a packet costs, against decoding and encoding it with aiortc's relay."""

import asyncio
import sys
from dataclasses import dataclass

from .clip import make_clip
from .load import run_load
from .measurement import Measurement
from .media import FORWARD_UNIT, OURS, server, warn_of_loss
from .pair import Counts, Pair
from .server import NotMeasured

BASELINE = "saleor_personal_shopper.bench.relay_server"
WARM_UP_SECONDS = 1.0
CALLS = 8
"""Of 720p; one is more than the baseline does on a core."""

_LEAST_SHARE_OF_FRAMES = 0.9


@dataclass(frozen=True)
class Cost:
    """What one server did in the measured time."""

    cpu_seconds: float
    counts: Counts

    @property
    def microseconds_per_packet(self) -> float:
        """By the publisher's packets whose frames came through.

        They are the same for both servers. The packets that leave the baseline are others: it
        encodes anew, at a bitrate of its own.
        """
        counts = self.counts
        forwarded = counts.packets_sent * counts.frames_received / counts.frames_sent
        return self.cpu_seconds * 1e6 / forwarded


async def measure(seconds: float) -> list[Measurement]:
    """Eight calls, and one stream alone, beside one stream by the relay; raises NotMeasured."""
    async with server(OURS) as ours:
        load = await run_load(ours, "rooms", "720p", CALLS, seconds)
    warn_of_loss(load)
    clip = make_clip()
    alone, baseline = [await _cost(module, clip, seconds) for module in (OURS, BASELINE)]
    _warn_of_lost_frames("our media worker", alone.counts)
    _warn_of_lost_frames("the baseline", baseline.counts)
    costs = {"relay": load.microseconds_per_packet, "alone": alone.microseconds_per_packet}
    return [
        Measurement(f"media.forward.{name}", cost, FORWARD_UNIT, baseline.microseconds_per_packet)
        for name, cost in costs.items()
    ]


async def _cost(module: str, clip: list[bytes], seconds: float) -> Cost:
    async with server(module) as it, Pair(it.control, clip) as pair:
        await asyncio.sleep(WARM_UP_SECONDS)
        before, used = await pair.counts(), it.cpu_seconds()
        await asyncio.sleep(seconds)
        used = it.cpu_seconds() - used
        counts = await pair.counts() - before
    if not counts.packets_sent or not counts.frames_received:
        raise NotMeasured("The media stood still: repeat on a machine with less to do.")
    return Cost(used, counts)


def _warn_of_lost_frames(server: str, counts: Counts) -> None:
    if counts.frames_received < _LEAST_SHARE_OF_FRAMES * counts.frames_sent:
        print(
            f"Only {counts.frames_received} of {counts.frames_sent} frames came through {server}: "
            "the machine is busy, repeat when it has less to do.",
            file=sys.stderr,
        )
