"""What the media worker's work costs, each figure beside what else there is."""

import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from ..media.compiled import search_path
from ..media.worker import MAX_PEERS
from . import janus
from .load import Load, run_load
from .measurement import Measurement
from .server import NotMeasured, Server, running_server

OURS = "saleor_personal_shopper.media"
BARE = "saleor_personal_shopper.bench.bare_forward"
LIMIT_CALLS, JANUS_CALLS = 60, 8
TRIAL_SECONDS = 4.0
LEAST_CALLS, STEP = 10, 5
MOST_LOSS, MOST_DELAY = 0.001, 0.020
"""What a call may lose and be delayed, at the 95th percentile, and still be a good one."""
CALLS_AIMED_AT = {"360p": 100, "720p": 60} if search_path() else {"360p": 60, "720p": 35}
TRIES = 2
PEERS_A_CALL = 4
FORWARD_UNIT = "CPU µs/packet"

Holds = Callable[[int], Awaitable[bool]]


@dataclass(frozen=True)
class Trial:
    """So many calls of a shape through one worker."""

    shape: str
    seconds: float

    async def holds(self, calls: int) -> bool:
        """Whether all calls stayed good, in one of two tries: the machine has other work, too.

        A worker refuses those that are too many.
        """
        if calls * PEERS_A_CALL > MAX_PEERS:
            return False
        for _ in range(TRIES):
            async with server(OURS) as ours:
                load = await run_load(ours, "rooms", self.shape, calls, self.seconds)
            if load.loss < MOST_LOSS and load.slow <= MOST_DELAY:
                return True
        return False


async def limit(seconds: float) -> list[Measurement]:
    """Sixty calls, beside a loop that only receives, unprotects, protects and sends."""
    async with server(OURS) as ours:
        load = await run_load(ours, "rooms", "360p", LIMIT_CALLS, seconds)
    async with server(BARE) as bare:
        baseline = await run_load(bare, "bare", "360p", LIMIT_CALLS, seconds)
    warn_of_loss(load)
    cost, bare_cost = load.microseconds_per_packet, baseline.microseconds_per_packet
    return [Measurement("media.forward.limit", cost, FORWARD_UNIT, bare_cost)]


async def beside_janus(seconds: float) -> list[Measurement]:
    """Eight calls of 720p, beside Janus's echo test. Raises NoJanus."""
    baseline = await janus.microseconds_per_packet("720p", JANUS_CALLS, seconds)
    async with server(OURS) as ours:
        load = await run_load(ours, "rooms", "720p", JANUS_CALLS, seconds)
    warn_of_loss(load)
    cost = load.microseconds_per_packet
    return [Measurement("media.forward.janus", cost, FORWARD_UNIT, baseline)]


async def calls_per_core(seconds: float) -> list[Measurement]:
    """How many calls one worker holds well; the baseline is what we aim at."""
    trials = {shape: Trial(shape, min(seconds, TRIAL_SECONDS)) for shape in CALLS_AIMED_AT}
    most = {shape: await most_calls(trial.holds) for shape, trial in trials.items()}
    return [
        Measurement(f"media.calls_per_core.{shape}", calls, "calls", CALLS_AIMED_AT[shape])
        for shape, calls in most.items()
    ]


async def most_calls(holds: Holds) -> int:
    """The largest number that holds, to the nearest five. Raises NotMeasured when ten do not."""
    good, bad = 0, LEAST_CALLS
    while await holds(bad):
        good, bad = bad, bad * 2
    if not good:
        raise NotMeasured(f"Not even {LEAST_CALLS} calls hold: the machine is busy.")
    while bad - good > STEP:
        middle = (good + bad) // 2 // STEP * STEP
        if await holds(middle):
            good = middle
        else:
            bad = middle
    return good


@asynccontextmanager
async def server(module: str) -> AsyncIterator[Server]:
    """One that is measured, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="personal-shopper-bench-") as folder:
        async with running_server(module, Path(folder)) as running:
            yield running


def warn_of_loss(load: Load) -> None:
    """On the error output, where more was lost than may be."""
    if load.loss > MOST_LOSS:
        print(
            f"{load.loss:.1%} of the packets were lost: the machine is busy, repeat when it has "
            "less to do.",
            file=sys.stderr,
        )
