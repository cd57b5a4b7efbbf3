"""The mail server is gone or hangs, the worker is killed and beat runs twice: each invitation
goes out, once (F11, F12, F21)."""

from __future__ import annotations

import asyncio
import signal
import time
from collections import Counter

import pytest

from saleor_personal_shopper.rehearsal.call import Call
from tests.faults.conftest import Shop
from tests.faults.stack import Stack
from tests.faults.waiting import until

SLACK = 3
INVITED_WITHIN = 1.0
RETRIED_AFTER = 60.0
SECOND_BEAT = "second beat"
INVITE = """mutation($id: ID!) {
  personalShopperEventInvitationSend(event: $id) { errors { field message code } }
}"""


async def invite(call: Call) -> None:
    """As the personal shopper at the desk."""
    answer = await call.app.ask(INVITE, bearer=await call.staff_token(), id=call.event)
    assert not answer["personalShopperEventInvitationSend"]["errors"]


async def kept(stack: Stack, call: Call) -> list[dict[str, str]]:
    """The mails that the demo's mail server got."""
    answer = await call.http.get(f"{stack.demo.addresses.mail}/mails")
    found: list[dict[str, str]] = answer.json()
    return found


@pytest.mark.parametrize("how", ["gone", "hangs"])
async def test_each_invitation_goes_out_once(stack: Stack, shop: Shop, how: str) -> None:
    # given two calls (an address gets five mails an hour), and a beat too many
    calls = [await shop.call() for _ in range(2)]
    before = {mail["id"] for mail in await kept(stack, calls[0])}
    if how == "gone":
        await asyncio.to_thread(stack.kill, "mailbox", signal.SIGTERM)
    else:
        stack.hang("mailbox")
    stack.demo.supervisor.start(SECOND_BEAT, *stack.commands["beat"])

    # when people are invited, which takes no longer than usual
    for call in calls:
        started = time.monotonic()
        await invite(call)
        assert time.monotonic() - started < SLACK * INVITED_WITHIN
    # and the worker dies over it, and all come back
    await asyncio.sleep(2)
    await asyncio.to_thread(stack.kill, "worker")
    stack.launch("worker")
    if how == "gone":
        stack.launch("mailbox")
        await asyncio.to_thread(stack.ready, "mailbox")
    else:
        stack.wake("mailbox")

    async def all_came() -> bool:
        return len(await kept(stack, calls[0])) >= len(before) + len(calls)

    await until(all_came, SLACK * RETRIED_AFTER)
    await asyncio.sleep(6)
    await asyncio.to_thread(stack.kill, SECOND_BEAT, signal.SIGTERM)

    # then each mail is there; one whose sender died between the server's word and our writing it
    # down may be there twice, under one id
    new = [mail for mail in await kept(stack, calls[0]) if mail["id"] not in before]
    ids = Counter(mail["Message-ID"] for mail in new)
    assert len(ids) == len(calls)
    assert max(ids.values()) <= (1 if how == "gone" else 2)
