"""A web process is restarted under its sockets: they come back, and media never noticed (F15)."""

from __future__ import annotations

import asyncio
import signal
from statistics import quantiles

from tests.faults.conftest import Shop
from tests.faults.stack import Stack

SOCKETS = 60
PROMISED_P95 = 3.0
PROMISED_ALL = 15.0
SLACK = 3
SERVICE_RESTART = 1012


async def test_everybody_is_back_soon_and_pictures_go_on(stack: Stack, shop: Shop) -> None:
    seeing = await shop.with_media()
    calls = await asyncio.gather(*(shop.call() for _ in range(SOCKETS)))
    rooms = await asyncio.gather(*(shop.room(call) for call in calls))
    watching = [seat.subscriber for seat in (seeing.shopper, seeing.customer)]
    before = [one.video_frames for one in watching if one]

    await asyncio.to_thread(stack.kill, "web", signal.SIGTERM)
    while_down = [one.video_frames for one in watching if one]
    await asyncio.sleep(1)
    later = [one.video_frames for one in watching if one]
    stack.launch("web")
    await asyncio.to_thread(stack.ready, "web")
    ready = asyncio.get_running_loop().time()
    await asyncio.gather(*(room.until_back(SLACK * PROMISED_ALL) for room in rooms))

    assert {room.breaks[0].code for room in rooms} == {SERVICE_RESTART}
    waits = [room.breaks[-1].back_at - ready for room in rooms if room.breaks[-1].back_at]
    assert quantiles(waits, n=20)[-1] <= SLACK * PROMISED_P95
    for then, down, after in zip(before, while_down, later, strict=True):
        assert then < down < after


async def test_a_killed_web_process_loses_no_message(stack: Stack, shop: Shop) -> None:
    call = await shop.call()
    customer = await shop.room(call)
    shopper = await shop.room(call, as_shopper=True)
    said: list[str] = []
    for number in range(20):
        await customer.say(f"before {number}")
        said.append(f"before {number}")

    await asyncio.to_thread(stack.kill, "web")
    stack.launch("web")
    await asyncio.to_thread(stack.ready, "web")
    for room in (customer, shopper):
        await room.until_back(SLACK * PROMISED_ALL)
    await customer.say("after")

    for room in (customer, shopper):
        await room.until_told(21, 10)
        assert room.chat == [*said, "after"]
        assert room.missing == []
