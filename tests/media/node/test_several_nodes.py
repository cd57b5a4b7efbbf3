"""Two nodes on two machines: web processes find them, and the calls of a dead one go on."""

import signal
import uuid
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from saleor_personal_shopper.demo.processes import free_port
from saleor_personal_shopper.realtime.media_client import MediaControlClient
from saleor_personal_shopper.realtime.media_control import MediaUnavailable, OpenedSession
from saleor_personal_shopper.realtime.media_nodes import media_nodes
from saleor_personal_shopper.rehearsal.whip import Publisher, Subscriber
from tests.media.conftest import SECRET, RunningWorker, running_worker
from tests.media.node.homes import Home, homes, passed_on
from tests.media.node.test_node import BACK_SECONDS, NODE, until

ANA, BO = uuid.uuid4(), uuid.uuid4()


@pytest.fixture
def machines() -> Iterator[list[Home]]:
    with homes(2) as made:
        yield made


@pytest.fixture
async def nodes(machines: list[Home], settings: Any) -> AsyncIterator[dict[str, RunningWorker]]:
    """One on each machine, by the address that web processes use."""
    settings.MEDIA_SECRET, settings.MEDIA_CONTROL = SECRET, "127.0.0.1:1"
    redis = urlsplit(settings.REDIS_URL)
    async with AsyncExitStack() as running:
        made = {}
        for home in machines:
            port = running.enter_context(passed_on(home.gateway, redis.port or 6379))
            address = f"{home.address}:{free_port()}"
            made[address] = await running.enter_async_context(
                running_worker(
                    NODE,
                    home.command,
                    MEDIA_WORKERS="1",
                    MEDIA_BIND=home.address,
                    MEDIA_CONTROL=address,
                    MEDIA_NODE=address,
                    REDIS_URL=f"redis://{home.gateway}:{port}{redis.path}",
                )
            )
        await until(lambda: are_known(made))
        yield made


async def are_known(nodes: dict[str, RunningWorker]) -> bool:
    """And have told that their workers are ready."""
    known = media_nodes().states()
    return {state.address for state in known if state.takes_calls} == set(nodes)


@asynccontextmanager
async def doors() -> AsyncIterator[str]:
    """The smallest web process: /publish/{event} and /play/{event}/{publication}."""
    client = MediaControlClient()

    async def publish(request: web.Request) -> web.Response:
        opened = await client.publish(
            event_id=uuid.UUID(request.match_info["event"]),
            publication_id=uuid.UUID(request.match_info["publication"]),
            participant_id=ANA,
            source="camera",
            offer=await request.text(),
        )
        return answer(opened)

    async def play(request: web.Request) -> web.Response:
        opened = await client.subscribe(
            event_id=uuid.UUID(request.match_info["event"]),
            publication_id=uuid.UUID(request.match_info["publication"]),
            participant_id=BO,
            offer=await request.text(),
        )
        return answer(opened)

    def answer(opened: OpenedSession) -> web.Response:
        headers = {"Location": f"/sessions/{opened.session}"}
        return web.Response(text=opened.answer, status=201, headers=headers)

    app = web.Application()
    app.router.add_post("/publish/{event}/{publication}", publish)
    app.router.add_post("/play/{event}/{publication}", play)
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


async def test_calls_are_shared_by_two_nodes_and_those_of_a_dead_one_go_on_at_the_other(
    nodes: dict[str, RunningWorker],
) -> None:
    first, second = uuid.uuid4(), uuid.uuid4()
    async with doors() as url, AsyncExitStack() as calls:
        # given a call at one of the nodes
        await calls.enter_async_context(Publisher(f"{url}/publish/{first}/{first}", "t"))
        busy = media_nodes().place(first)
        (idle,) = set(nodes) - {busy}

        # then the next, once that is told, is at the other, and both carry pictures
        async def is_told() -> bool:
            known = {state.address: state.peers for state in media_nodes().states()}
            return known == {busy: 1, idle: 0}

        await until(is_told)
        await calls.enter_async_context(Publisher(f"{url}/publish/{second}/{second}", "t"))
        assert media_nodes().place(second) == idle
        for event in (first, second):
            async with Subscriber(f"{url}/play/{event}/{event}", "t") as bo:
                await bo.wait_frames(10, 20)

        # when a node dies
        nodes[busy].process.send_signal(signal.SIGKILL)

        # then its call is set up anew at the other, under the same address
        async with (
            Publisher(f"{url}/publish/{first}/{first}", "t"),
            Subscriber(f"{url}/play/{first}/{first}", "t") as bo,
        ):
            await bo.wait_frames(10, BACK_SECONDS)
        assert media_nodes().place(first) == idle
        await until(lambda: are_known({idle: nodes[idle]}))

        # and when the other is told to stop, no further one begins
        nodes[idle].process.send_signal(signal.SIGTERM)

        async def is_refused() -> bool:
            try:
                await MediaControlClient().try_out(event_id=uuid.uuid4(), offer="v=0")
            except MediaUnavailable:
                return True
            except Exception:
                return False
            return False

        await until(is_refused)
