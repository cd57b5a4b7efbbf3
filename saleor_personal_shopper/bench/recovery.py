"""How soon a call has its picture again after the worker that carried it was killed."""

import asyncio
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from .clip import make_clip
from .measurement import Measurement
from .pair import ROOM, Pair
from .scale import running_node
from .server import NotMeasured, Server
from .usage import children_of

WORKERS = 2
LEAST_KILLS, KILLS_A_SECOND = 5, 2
AIMED_AT_MS = 5_000
LOOK_SECONDS = 0.01
TOLD_SECONDS = 10.0


async def measure(seconds: float) -> list[Measurement]:
    """Of a node of two workers, from the kill to the first picture by another connection.

    At the 95th percentile; the baseline is what we promise.
    """
    clip = make_clip(keyframes_only=True)
    kills = max(LEAST_KILLS, round(KILLS_A_SECOND * seconds))
    async with running_node(WORKERS) as node:
        taken = sorted([await _recover(node, clip) for _ in range(kills)])
    slow = taken[int(0.95 * len(taken))]
    return [Measurement("media.recovery_ms", 1000 * slow, "ms", AIMED_AT_MS)]


async def _recover(node: Server, clip: list[bytes]) -> float:
    """A call whose worker is killed, set up anew as soon as the node tells that it is gone."""
    await _until(node, "/stats", lambda said: len(said["workers"]) == WORKERS)
    async with Pair(node.control, clip):
        pid = await _worker_of_the_call(node)
        killed = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        await _until(node, ROOM, lambda said: not said["sessions"])
        async with Pair(node.control, clip):
            return time.monotonic() - killed


async def _worker_of_the_call(node: Server) -> int:
    """The process id of the worker with the call. Raises NotMeasured."""
    for pid in children_of(node.process.pid):
        transport = httpx.AsyncHTTPTransport(uds=_control_of(pid))
        async with httpx.AsyncClient(transport=transport, headers=node.control.headers) as worker:
            if (await worker.get("http://worker/rooms")).json()["rooms"]:
                return pid
    raise NotMeasured("No worker of the node has the call.")


def _control_of(pid: int) -> str:
    """The path of a worker's control socket."""
    variables = Path(f"/proc/{pid}/environ").read_text().split("\0")
    return next(one for one in variables if one.startswith("MEDIA_CONTROL=")).partition("=")[2]


async def _until(node: Server, path: str, holds: Callable[[dict[str, Any]], bool]) -> None:
    """Until the node says so. Raises NotMeasured."""
    try:
        async with asyncio.timeout(TOLD_SECONDS):
            while not holds(await _ask(node, path)):  # noqa: ASYNC110 - another process answers
                await asyncio.sleep(LOOK_SECONDS)
    except TimeoutError as error:
        raise NotMeasured("The node did not notice that a worker was killed.") from error


async def _ask(node: Server, path: str) -> dict[str, Any]:
    """What the node says; while a worker ends, that somebody is there still."""
    response = await node.control.get(path)
    found: dict[str, Any] = response.json()
    return found if response.is_success else {"sessions": ["unknown"]}
