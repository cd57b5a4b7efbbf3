"""One product for all faults, healed after each, and calls that go on meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest

from saleor_personal_shopper.rehearsal import documents, meeting
from saleor_personal_shopper.rehearsal.call import Call
from saleor_personal_shopper.rehearsal.target import Target, find_target
from tests.faults.returning import ReturningRoom
from tests.faults.stack import Stack


@pytest.fixture(scope="package")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """The product; starting takes some ten seconds."""
    stack = Stack(tmp_path_factory.mktemp("faults"))
    stack.start()
    yield stack
    stack.close()


@pytest.fixture
def stack(running: Stack) -> Iterator[Stack]:
    yield running
    running.heal()


@dataclass
class Shop:
    """Makes calls through the running product; what it opens ends with the test."""

    target: Target
    http: httpx.AsyncClient
    exits: AsyncExitStack

    async def call(self) -> Call:
        """A new private call, with nobody in it yet."""
        call = Call(1, self.target, self.target.logins[0], 1.0, self.http, self.exits)
        await meeting.sign_in(call)
        await meeting.create_event(call)
        return call

    async def with_media(self) -> Call:
        """A call of two who see and hear each other."""
        call = await self.call()
        await meeting.join_as_shopper(call)
        await meeting.join_as_customer(call)
        await meeting.publish(call)
        await meeting.watch(call)
        return call

    async def room(self, call: Call, *, as_shopper: bool = False) -> ReturningRoom:
        """A seat in the call whose socket comes back by itself."""
        entry: dict[str, Any] = (
            {"bearer": await call.staff_token(), "event": call.event}
            if as_shopper
            else {"token": call.join_token}
        )
        answer = await call.app.ask(documents.JOIN, **entry)
        joined = answer["personalShopperEventJoin"]
        room = ReturningRoom(
            call.app, call.event, joined["accessToken"], joined["socketUrl"], call.target.app_url
        )
        return await self.exits.enter_async_context(room)


@pytest.fixture
async def shop(stack: Stack) -> AsyncIterator[Shop]:
    async with httpx.AsyncClient(timeout=20) as http, AsyncExitStack() as exits:
        target = await find_target(http, stack.app, {})
        yield Shop(target, http, exits)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run a test of the whole product once more when it fails, as those in browsers are."""
    for item in items:
        if item.path.parent.name == "faults":
            item.add_marker(pytest.mark.flaky(reruns=1))
