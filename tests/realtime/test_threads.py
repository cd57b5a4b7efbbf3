"""Work of the sockets stays out of each other's way."""

from __future__ import annotations

import asyncio
import threading

from saleor_personal_shopper.realtime.threads import in_slow_thread, in_thread


async def test_a_shop_that_does_not_answer_holds_up_no_chat() -> None:
    answered = threading.Event()
    waiting = [asyncio.create_task(in_slow_thread(answered.wait, 10)) for _ in range(50)]
    await asyncio.sleep(0.05)

    async with asyncio.timeout(5):
        found = await asyncio.gather(*(in_thread(int, "7") for _ in range(50)))

    assert found == [7] * 50
    assert not any(task.done() for task in waiting)
    answered.set()
    await asyncio.gather(*waiting)
