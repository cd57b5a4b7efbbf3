"""A node as a process: its workers share the calls, and one that dies takes none with it."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest

from saleor_personal_shopper.rehearsal.whip import MediaRefused, Publisher, Subscriber
from tests.media.conftest import SECRET, RunningWorker, running_worker
from tests.media.everybody import Everybody
from tests.media.whip_endpoint import whip_endpoint

NODE = "saleor_personal_shopper.media.node"
# What the product promises for a worker that died is 5 s; asserted at three times that.
BACK_SECONDS = 15
# It is given three looks of two seconds, a second apart.
HANGS_SECONDS = 30


@pytest.fixture
async def node() -> AsyncIterator[RunningWorker]:
    async with running_worker(NODE, MEDIA_WORKERS="2") as running:
        yield running


@pytest.fixture
async def whip_url(node: RunningWorker) -> AsyncIterator[str]:
    async with whip_endpoint(node.control, SECRET) as url:
        yield url


def workers_of(node: RunningWorker) -> list[int]:
    """Their process ids."""
    children = Path(f"/proc/{node.process.pid}/task/{node.process.pid}/children").read_text()
    return [int(pid) for pid in children.split()]


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


async def counters(node: RunningWorker) -> list[dict]:
    """Of each worker."""
    _, stats = await node.call("GET", "/stats")
    return stats["workers"]


async def until(true: Callable[[], Awaitable[bool]], seconds: float = BACK_SECONDS) -> None:
    """Until the question is answered by yes."""
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 - another process answers
            await asyncio.sleep(0.1)


async def test_calls_are_shared_and_each_stays_where_it_began(
    node: RunningWorker, whip_url: str
) -> None:
    async with (
        Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
        Publisher(f"{whip_url}/whip/e2/bo/camera", "t"),
        Subscriber(f"{whip_url}/whep/e1/eva/ana-camera", "t") as eva,
        Subscriber(f"{whip_url}/whep/e2/cy/bo-camera", "t") as cy,
    ):
        await asyncio.gather(eva.wait_frames(30, 20), cy.wait_frames(30, 20))

        async def is_shared() -> bool:
            return [one["peers"] for one in await counters(node)] == [2, 2]

        await until(is_shared)
        _, state = await node.call("GET", "/rooms/e1")
        assert {one["participant"] for one in state["sessions"]} == {"ana", "eva"}
        _, stats = await node.call("GET", "/stats")
        assert (stats["rooms"], stats["peers"]) == (2, 4)


async def test_the_calls_of_a_worker_that_was_killed_go_on_elsewhere(
    node: RunningWorker, whip_url: str
) -> None:
    # given a call
    async with Publisher(f"{whip_url}/whip/e1/ana/camera", "t"):
        _, state = await node.call("GET", "/rooms/e1")
        (lost,) = [one["session"] for one in state["sessions"]]
        before = workers_of(node)

        # when its worker is killed
        os.kill(before[0], signal.SIGKILL)

        # then whoever listens hears that the session is gone
        async def is_told() -> bool:
            _, heard = await node.call("GET", "/changes?after=0")
            told = [(one["session"], one["kind"]) for one in heard["changes"]]
            return (lost, "gone") in told

        await until(is_told)

    # and the participants set it up anew under the same address
    async with (
        Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
        Subscriber(f"{whip_url}/whep/e1/eva/ana-camera", "t") as eva,
    ):
        await eva.wait_frames(30, BACK_SECONDS)

        # and there are two workers again
        async def is_whole() -> bool:
            running = workers_of(node)
            return len(running) == 2 and before[0] not in running

        await until(is_whole)


async def test_whoever_watches_an_event_does_so_again_after_its_worker_was_killed(
    node: RunningWorker, whip_url: str
) -> None:
    # given one who watches an event
    async with Everybody(f"{whip_url}/whep/e1/eva", "t") as eva:
        lost = eva.session
        os.kill(workers_of(node)[0], signal.SIGKILL)

        async def is_told() -> bool:
            _, heard = await node.call("GET", "/changes?after=0")
            told = [(one["session"], one["kind"], one["participant"]) for one in heard["changes"]]
            return (lost, "gone", "eva") in told

        await until(is_told)

    # when his session is unknown now
    status, _ = await node.call(
        "PATCH", f"/rooms/e1/sessions/{lost}", {"fragment": "a=ice-ufrag:abcd", "if_match": "*"}
    )
    assert status == 404

    # then he posts again, before or after the others publish again, and hears who is where
    async with (
        Everybody(f"{whip_url}/whep/e1/eva", "t") as eva,
        Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
    ):
        await eva.wait_frames(0, seconds=BACK_SECONDS)
        _, heard = await node.call("GET", "/changes?after=0")
        told = [one["slots"] for one in heard["changes"] if one["session"] == eva.session]
        assert ["ana-camera", None, None] in told


async def test_a_worker_that_hangs_is_replaced(node: RunningWorker) -> None:
    before = workers_of(node)
    os.kill(before[1], signal.SIGSTOP)

    async def is_replaced() -> bool:
        running = workers_of(node)
        return before[1] not in running and len(running) == 2

    await until(is_replaced, HANGS_SECONDS)


async def test_a_call_that_runs_may_end_before_the_node_does() -> None:
    async with (
        running_worker(NODE, MEDIA_WORKERS="1", MEDIA_DRAIN_SECONDS="60") as node,
        whip_endpoint(node.control, SECRET) as whip_url,
    ):
        async with (
            Publisher(f"{whip_url}/whip/e1/ana/camera", "t"),
            Subscriber(f"{whip_url}/whep/e1/eva/ana-camera", "t") as eva,
        ):
            # when it is told to stop
            node.process.send_signal(signal.SIGTERM)
            await eva.wait_frames(60, 20)

            # then no other call begins, and this one takes people in
            with pytest.raises(MediaRefused):
                async with Publisher(f"{whip_url}/whip/e2/bo/camera", "t"):
                    pass
            async with Subscriber(f"{whip_url}/whep/e1/kim/ana-camera", "t") as kim:
                await kim.wait_frames(10, 20)
            await node.call("DELETE", "/rooms/e1")

        # and it ends with the call
        assert await asyncio.wait_for(node.process.wait(), 30) == 0


async def test_what_no_worker_has_is_nothing_or_unknown(node: RunningWorker) -> None:
    assert await node.call("GET", "/rooms/e9") == (200, {"event": "e9", "sessions": []})
    assert await node.call("DELETE", "/rooms/e9/sessions/s1") == (204, {})
    status, refusal = await node.call(
        "PATCH", "/rooms/e9/sessions/s1", {"fragment": "a=x", "if_match": "*"}
    )
    assert (status, refusal["error"]["code"]) == (404, "UNKNOWN_SESSION")
    status, refusal = await node.call("POST", "/rooms/e9/publications", {"offer": "nonsense"})
    assert (status, refusal["error"]["code"]) == (400, "INVALID_REQUEST")


async def test_nobody_gets_in_without_the_secret(node: RunningWorker) -> None:
    node_of_stranger = RunningWorker(node.process, node.control, node.udp_address, secret="wrong")
    status, refusal = await node_of_stranger.call("GET", "/rooms/e1")
    assert (status, refusal["error"]["code"]) == (401, "UNAUTHORIZED")
    assert (await node_of_stranger.call("GET", "/healthz"))[0] == 200


async def test_no_worker_outlives_a_node_that_was_killed() -> None:
    async with running_worker(NODE, MEDIA_WORKERS="2") as node:
        workers = workers_of(node)
        node.process.kill()

        async def are_gone() -> bool:
            return not any(is_running(pid) for pid in workers)

        await until(are_gone)
