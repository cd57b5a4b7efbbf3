"""Saleor hangs or is gone in the middle of calls: the calls go on, and no change is lost (F01)."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator
from statistics import quantiles

import httpx
import pytest

from saleor_personal_shopper.rehearsal import documents, selling
from saleor_personal_shopper.rehearsal.call import Call
from saleor_personal_shopper.rehearsal.graphql import Refused
from tests.faults.conftest import Shop
from tests.faults.stack import Stack
from tests.faults.waiting import until

SLACK = 3
UNRELATED_SECONDS = 0.5
BREAKER_OPENS_WITHIN = 10.0
MADE_AFTER = 40.0
"""Breaker (half-open after 30 s) and the pause before the next try."""
ADDING_AT_ONCE = 12


@pytest.fixture(autouse=True)
def closed_breakers(stack: Stack) -> Iterator[None]:
    """Each process remembers for a while that Saleor was away."""
    yield
    stack.heal()
    for name in ("web", "worker"):
        stack.kill(name, signal.SIGTERM)
        stack.launch(name)
        stack.ready(name)


async def selling_call(shop: Shop) -> Call:
    """A call of two with something in the checkout."""
    call = await shop.with_media()
    await selling.find_product(call)
    await selling.add_directly(call)
    await selling.hand_over(call)
    return call


async def add(call: Call) -> None:
    """The customer adds one more. Raises Refused when that was not done at once."""
    await call.app.ask(
        documents.ADD,
        bearer=call.customer.bearer,
        event=call.event,
        lines=[{"variant": call.variants[-1], "quantity": 1}],
    )


async def holds(call: Call, quantity: int) -> bool:
    found = await call.store.quantities(call.checkout)
    return found[call.variants[-1]] == quantity


async def strangers_wait(stack: Stack, call: Call) -> float:
    """The 95th percentile of how long people with nothing to do with Saleor wait."""
    query = f'{{ personalShopperLink(token: "{call.join_token}") {{ state }} }}'

    async def ask(http: httpx.AsyncClient) -> float:
        started = time.monotonic()
        answer = await http.post(f"{stack.app}/graphql/", json={"query": query})
        assert answer.json()["data"]["personalShopperLink"]["state"]
        return time.monotonic() - started

    async with httpx.AsyncClient(timeout=20) as http:
        waits = [await ask(http) for _ in range(20)]
    return quantiles(waits, n=20)[-1]


@pytest.mark.parametrize("how", ["hangs", "gone"])
async def test_calls_go_on_and_kept_changes_are_made_once(
    stack: Stack, shop: Shop, how: str
) -> None:
    call = await selling_call(shop)
    other = await shop.call()
    talk = await shop.room(other)
    frames = call.customer.subscriber
    assert frames is not None
    before, quantity = frames.video_frames, call.bought[call.variants[-1]]

    if how == "hangs":
        stack.hang("store")
    else:
        await asyncio.to_thread(stack.kill, "store", signal.SIGTERM)
    adding = [asyncio.create_task(add(call)) for _ in range(ADDING_AT_ONCE)]
    await asyncio.sleep(0.5)
    assert await strangers_wait(stack, other) < SLACK * UNRELATED_SECONDS
    await talk.say("we hear each other")
    refusals = await asyncio.gather(*adding, return_exceptions=True)

    assert {type(one) for one in refusals} == {Refused}
    assert {str(one).split()[0] for one in refusals} == {"SHOP_UNREACHABLE"}, refusals
    started = time.monotonic()
    with pytest.raises(Refused, match="SHOP_UNREACHABLE"):
        await add(call)
    assert time.monotonic() - started < SLACK * BREAKER_OPENS_WITHIN
    assert frames.video_frames > before
    assert talk.breaks == []

    if how == "hangs":
        stack.wake("store")
    else:
        stack.launch("store")
        await asyncio.to_thread(stack.ready, "store")
    wanted = quantity + ADDING_AT_ONCE + 1
    await until(lambda: holds(call, wanted), SLACK * MADE_AFTER)
    await asyncio.sleep(6)
    assert await holds(call, wanted)


async def test_a_worker_killed_while_changes_wait_makes_each_once(stack: Stack, shop: Shop) -> None:
    call = await selling_call(shop)
    quantity = call.bought[call.variants[-1]]
    stack.hang("store")
    with pytest.raises(Refused, match="SHOP_UNREACHABLE"):
        await add(call)
    stack.wake("store")

    for pause in (0.0, 1.0, 4.0):
        await asyncio.sleep(pause)
        await asyncio.to_thread(stack.kill, "worker")
        stack.launch("worker")

    await until(lambda: holds(call, quantity + 1), SLACK * MADE_AFTER)
    await asyncio.sleep(6)
    assert await holds(call, quantity + 1)


async def test_without_worker_and_beat_calls_go_on_and_the_order_is_credited_later(
    stack: Stack, shop: Shop
) -> None:
    await asyncio.to_thread(stack.kill, "worker")
    await asyncio.to_thread(stack.kill, "beat")
    call = await selling_call(shop)
    order = await call.store.place_order(
        call.checkout, channel=call.target.channel, email=call.email
    )
    call.order = order

    stack.launch("worker")
    stack.launch("beat")

    await selling.read_credit(call)
