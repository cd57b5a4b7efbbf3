"""PostgreSQL and Valkey go and come back in the middle of a talk (F08, F10)."""

from __future__ import annotations

import asyncio
import itertools
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from tests.faults.conftest import Shop
from tests.faults.returning import NotSaid, ReturningRoom
from tests.faults.stack import Stack

SLACK = 3
PROMISED_BACK = 5.0
TOLD_WITHIN = 6.0
TALK_PAUSE = 0.02


class Talk:
    """Somebody who talks without end, and remembers what the server said it has got."""

    def __init__(self, room: ReturningRoom, name: str) -> None:
        self.room = room
        self.name = name
        self.heard_of: list[str] = []
        self.in_doubt: set[str] = set()
        self.is_over = False

    async def go_on(self) -> None:
        for number in itertools.count():
            if self.is_over:
                return
            text = f"{self.name} {number}"
            try:
                await self.room.say(text)
                self.heard_of.append(text)
            except NotSaid:
                self.in_doubt.add(text)
                await asyncio.sleep(0.1)
            await asyncio.sleep(TALK_PAUSE)


@asynccontextmanager
async def talking(*rooms: ReturningRoom) -> AsyncIterator[list[Talk]]:
    talks = [Talk(room, name) for name, room in zip(("one", "two"), rooms, strict=True)]
    tasks = [asyncio.create_task(talk.go_on()) for talk in talks]
    try:
        yield talks
    finally:
        # Not cancelled: up to Python 3.11 a wait that ends at that moment swallows it.
        for talk in talks:
            talk.is_over = True
        await asyncio.gather(*tasks, return_exceptions=True)


async def both(shop: Shop) -> tuple[ReturningRoom, ReturningRoom]:
    call = await shop.call()
    return await shop.room(call), await shop.room(call, as_shopper=True)


async def nothing_is_lost(talks: list[Talk], rooms: tuple[ReturningRoom, ...]) -> None:
    """What was acknowledged is told to both sides once, in one and the same order."""
    acknowledged = [text for talk in talks for text in talk.heard_of]
    await asyncio.gather(*(room.until_told(len(acknowledged), 30) for room in rooms))
    await asyncio.sleep(1)
    for room in rooms:
        assert room.missing == []
        assert set(acknowledged) <= set(room.chat)
        assert len(room.chat) == len(set(room.chat))
        for talk in talks:
            own = [text for text in room.chat if text in set(talk.heard_of)]
            assert own == talk.heard_of
    assert rooms[0].chat == rooms[1].chat


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGKILL])
async def test_a_restart_of_postgresql_loses_nothing_committed(
    stack: Stack, shop: Shop, how: signal.Signals
) -> None:
    seeing = await shop.with_media()
    rooms = await both(shop)
    frames = seeing.customer.subscriber
    assert frames is not None

    async with talking(*rooms) as talks:
        await asyncio.sleep(1)
        await asyncio.to_thread(stack.kill, "postgres", how)
        before = frames.video_frames
        await asyncio.sleep(2)
        assert frames.video_frames > before
        stack.launch("postgres")
        back = time.monotonic()
        said = len(talks[0].heard_of)
        while len(talks[0].heard_of) == said:
            assert time.monotonic() - back < SLACK * PROMISED_BACK
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)

    await nothing_is_lost(talks, rooms)


async def test_without_postgresql_everybody_is_told_to_come_again(stack: Stack, shop: Shop) -> None:
    call = await shop.call()
    await asyncio.to_thread(stack.kill, "postgres", signal.SIGQUIT)

    async with httpx.AsyncClient(timeout=20) as http:
        started = time.monotonic()
        page = await http.get(f"{stack.app}/e/{call.join_token}")
        assert time.monotonic() - started < SLACK * TOLD_WITHIN
        query = f'{{ personalShopperLink(token: "{call.join_token}") {{ state }} }}'
        api = await http.post(f"{stack.app}/graphql/", json={"query": query})
        alive = await http.get(f"{stack.app}/healthz")
        ready = await http.get(f"{stack.app}/readyz")

    assert (alive.status_code, ready.status_code) == (200, 503)
    assert (page.status_code, api.status_code) == (503, 503)
    assert page.headers["Retry-After"] and api.headers["Retry-After"]
    assert "out of order for a moment" in page.text
    assert api.json()["errors"][0]["extensions"] == {"code": "UNAVAILABLE"}


async def test_valkey_killed_in_mid_talk_loses_no_message(stack: Stack, shop: Shop) -> None:
    rooms = await both(shop)

    async with talking(*rooms) as talks:
        await asyncio.sleep(1)
        await asyncio.to_thread(stack.kill, "valkey")
        await asyncio.sleep(2)
        stack.launch("valkey")
        back = time.monotonic()
        await asyncio.gather(*(room.until_back(SLACK * PROMISED_BACK) for room in rooms))
        said = len(talks[0].heard_of)
        while len(talks[0].heard_of) == said:
            assert time.monotonic() - back < SLACK * PROMISED_BACK
            await asyncio.sleep(0.05)
        await asyncio.sleep(1)

    await nothing_is_lost(talks, rooms)
