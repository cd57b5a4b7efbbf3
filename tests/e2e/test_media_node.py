"""A whole media node dies in the middle of a call, and another one is there (F13)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast as typed

import pytest
from redis import Redis

from saleor_personal_shopper.bench.usage import children_of, processes_of
from saleor_personal_shopper.demo.processes import free_port, spawn, stop
from saleor_personal_shopper.media.registry import NODES, NodeState, key_of

from .call_page import MEDIA_SECONDS
from .cameras import camera_script
from .cast import Cast
from .running_demo import START_SECONDS, RunningDemo
from .test_media_worker import BACK_SECONDS, WATCH_FRAMES, back_after

pytestmark = pytest.mark.e2e


class Nodes:
    """Two media nodes beside the demo's own, which takes no calls while these are registered."""

    def __init__(self, demo: RunningDemo, logs: Path) -> None:
        media = Path(f"/proc/{processes_of(demo.process.pid)['media']}/environ").read_text()
        self._environment = dict(one.split("=", 1) for one in media.split("\0") if one)
        self._redis = Redis.from_url(self._environment["REDIS_URL"])
        self._held: list[int] = []
        self._running = {
            address: self._start(address, logs / f"node-{number}.log")
            for number, address in enumerate(f"127.0.0.1:{free_port()}" for _ in range(2))
        }

    def states(self) -> dict[str, NodeState]:
        """What each told last, by address."""
        known = [one.decode() for one in typed("set[bytes]", self._redis.smembers(NODES))]
        told = [typed("bytes | None", self._redis.get(key_of(one))) for one in known]
        states = [NodeState.from_json(one) for one in told if one is not None]
        return {one.address: one for one in states}

    def wait_until_ready(self) -> None:
        wait(lambda: self._takes_calls() == set(self._running), START_SECONDS)

    def busy(self, peers: int) -> str:
        """The one that carries a call of so many peers, once it has told so."""
        found: list[str] = []

        def is_told() -> bool:
            found[:] = [one.address for one in self.states().values() if one.peers == peers]
            return bool(found)

        wait(is_told, MEDIA_SECONDS)
        return found[0]

    def fail(self, address: str, how: signal.Signals) -> None:
        """With its workers, which else would end in good order."""
        node = self._running[address].pid
        processes = [node, *children_of(node)]
        for process in processes:
            os.kill(process, how)
        self._held = processes if how is signal.SIGSTOP else []

    def stop(self) -> None:
        """Afterwards calls go to the demo's own node again."""
        for process in self._held:
            os.kill(process, signal.SIGKILL)
        for node in self._running.values():
            stop(node, signal.SIGTERM)
            node.wait()
        wait(lambda: not self.states(), MEDIA_SECONDS)

    def _takes_calls(self) -> set[str]:
        return {one.address for one in self.states().values() if one.takes_calls}

    def _start(self, address: str, log: Path) -> subprocess.Popen[bytes]:
        given = {"MEDIA_CONTROL": address, "MEDIA_NODE": address, "MEDIA_UDP_PORT": "0"}
        return spawn(
            [sys.executable, "-m", "saleor_personal_shopper", "media"],
            log=log,
            environment={**self._environment, **given, "MEDIA_CANDIDATES": ""},
        )


def wait(condition: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.fixture
def nodes(demo: RunningDemo, tmp_path: Path) -> Iterator[Nodes]:
    made = Nodes(demo, tmp_path)
    try:
        made.wait_until_ready()
        yield made
    finally:
        made.stop()


# Killed: its connections end. Stopped: nothing is heard of it any more, as of a machine without
# power, and that takes the time after which it no longer counts as there.
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "silent"])
def test_pictures_are_back_after_the_calls_node_failed(
    cast: Cast, nodes: Nodes, how: signal.Signals
) -> None:
    # given a call at one of two nodes
    cast.scripts.append(camera_script(320, 180))
    camille, emma = cast.meet()
    calls = (camille.call, emma.call)
    for call in calls:
        call.wait_until_picture_moves()
        call.root.evaluate(WATCH_FRAMES)
    dead = nodes.busy(peers=4)

    # when that node fails with all its processes
    failed = time.time()
    nodes.fail(dead, how)

    # then both see each other again, by the other node, and nobody did anything
    taken = [back_after(call, failed) for call in calls]
    print(f"media is back after {taken}")
    assert max(taken) < BACK_SECONDS
    assert nodes.busy(peers=4) != dead
