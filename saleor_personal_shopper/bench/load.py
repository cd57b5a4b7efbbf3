"""A media server under the packet generator: what it took, and what came through."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass

from .server import NotMeasured, Server
from .traffic.traffic import Outcome

SET_UP_SECONDS, END_SECONDS = 60.0, 20.0
CALLS_A_PROCESS = 60
"""More than one generator can feed without being late."""

MOST_CPU, MOST_LATE = 0.9, 0.25
"""A generator that takes more of a core, or is later than that, holds the server up."""


@dataclass(frozen=True)
class Load:
    """Of one run. Delays are in seconds, from sending to hearing, of each eighth packet."""

    sent: int
    received: int
    delays: Sequence[float]
    late: float
    cpu_seconds: float
    generator_seconds: float

    @property
    def microseconds_per_packet(self) -> float:
        return 1e6 * self.cpu_seconds / self.received

    @property
    def loss(self) -> float:
        return 1 - self.received / self.sent

    @property
    def slow(self) -> float:
        """The delay at the 95th percentile."""
        return sorted(self.delays)[int(0.95 * len(self.delays))]


async def run_load(server: Server, way: str, shape: str, calls: int, seconds: float) -> Load:
    """Have so many calls sent through the server; raises NotMeasured."""
    events = [f"bench-{number}" for number in range(calls)]
    count = -(-calls // CALLS_A_PROCESS)
    async with AsyncExitStack() as exits:
        generators = [
            await exits.enter_async_context(
                Generator(server, way, shape, seconds, events[number::count])
            )
            for number in range(count)
        ]
        used = server.cpu_seconds()
        outcomes = await asyncio.gather(*(one.run() for one in generators))
        used = server.cpu_seconds() - used
    if not all(one.received for one in outcomes):
        raise NotMeasured("No packet came through: repeat on a machine with less to do.")
    if busiest := overloaded(outcomes, seconds):
        print(f"The packet generator was a bottleneck: {busiest}.", file=sys.stderr)
    return Load(
        sent=sum(one.sent for one in outcomes),
        received=sum(one.received for one in outcomes),
        delays=[delay for one in outcomes for delay in one.delays],
        late=max(one.late for one in outcomes),
        cpu_seconds=used,
        generator_seconds=sum(one.cpu_seconds for one in outcomes),
    )


def overloaded(outcomes: Sequence[Outcome], seconds: float) -> str:
    """Why the figures of these generators say little, or empty."""
    share = max(one.cpu_seconds for one in outcomes) / seconds
    late = max(one.late for one in outcomes)
    if share <= MOST_CPU and late <= MOST_LATE:
        return ""
    return f"it took {share:.0%} of a core, and sent up to {1000 * late:.0f} ms late"


class Generator:
    """One process of `bench.traffic`; use with ``async with``."""

    def __init__(
        self, server: Server, way: str, shape: str, seconds: float, events: Sequence[str]
    ) -> None:
        self._arguments = [way, str(server.socket), shape, str(seconds), *events]
        self._environment = {**os.environ, "MEDIA_SECRET": server.secret}
        self._seconds = seconds

    async def __aenter__(self) -> "Generator":
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "saleor_personal_shopper.bench.traffic", *self._arguments),
            env=self._environment,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=1 << 28,
        )
        try:
            await self._line(SET_UP_SECONDS)
        except BaseException:
            await self.__aexit__()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()

    async def run(self) -> Outcome:
        """Let it send; what it found."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"go\n")
        return Outcome(**json.loads(await self._line(self._seconds + END_SECONDS)))

    async def _line(self, seconds: float) -> bytes:
        assert self._process.stdout is not None and self._process.stderr is not None
        try:
            line = await asyncio.wait_for(self._process.stdout.readline(), seconds)
        except TimeoutError as error:
            raise NotMeasured("The packet generator did not come to an end.") from error
        if not line:
            words = (await self._process.stderr.read()).decode()[-500:]
            raise NotMeasured(f"The packet generator ended: {words}")
        return line
