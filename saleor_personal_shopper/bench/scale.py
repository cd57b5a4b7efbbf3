"""Whether a second worker brings as much as the first: packets for a second of all their cores."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from .load import run_load
from .measurement import Measurement
from .server import Server, running_server

NODE = "saleor_personal_shopper.media.node"
CALLS = 20


async def measure(seconds: float) -> list[Measurement]:
    """The same calls through a node of two workers, and of one."""
    two, one = [await _packets(workers, seconds) for workers in (2, 1)]
    return [Measurement("media.scale", two, "packets/CPU s", one)]


async def _packets(workers: int, seconds: float) -> float:
    async with running_node(workers) as node:
        load = await run_load(node, "rooms", "360p", CALLS, seconds)
    return load.received / load.cpu_seconds


@asynccontextmanager
async def running_node(workers: int) -> AsyncIterator[Server]:
    """One with so many workers, in a folder of its own."""
    environment = {"MEDIA_WORKERS": str(workers), "MEDIA_DRAIN_SECONDS": "0"}
    with tempfile.TemporaryDirectory(prefix="personal-shopper-bench-") as folder:
        async with running_server(NODE, Path(folder), environment) as node:
            yield node
