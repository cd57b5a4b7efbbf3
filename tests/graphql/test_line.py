"""Requests wait in line for their turn."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from saleor_personal_shopper.core.waiting import stepped_aside
from saleor_personal_shopper.graphql import line
from saleor_personal_shopper.graphql.line import LineTooLong, in_line


async def test_no_more_than_so_many_are_worked_on_at_once(settings: Any) -> None:
    settings.API_AT_ONCE = 3
    at_work, most = 0, 0

    async def work() -> None:
        nonlocal at_work, most
        async with in_line():
            at_work += 1
            most = max(most, at_work)
            await asyncio.sleep(0.01)
            at_work -= 1

    await asyncio.gather(*(work() for _ in range(12)))

    assert most == 3


async def test_who_waits_too_long_is_told_to_come_again(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.API_AT_ONCE = 1
    monkeypatch.setattr(line, "LONGEST_WAIT", 0.01)

    async with in_line():
        with pytest.raises(LineTooLong):
            async with in_line():
                pass
    async with in_line():
        pass


async def test_a_turn_is_given_back_after_an_error(settings: Any) -> None:
    settings.API_AT_ONCE = 1

    with pytest.raises(ZeroDivisionError):
        async with in_line():
            raise ZeroDivisionError
    async with in_line():
        pass


async def test_who_waits_for_somebody_else_lets_others_pass(settings: Any) -> None:
    settings.API_AT_ONCE = 1
    told = threading.Event()

    def wait() -> None:
        with stepped_aside():
            assert told.wait(5)

    async def first() -> None:
        async with in_line():
            await sync_to_async(wait, thread_sensitive=False)()

    waiting = asyncio.create_task(first())
    async with asyncio.timeout(3), in_line():
        assert not waiting.done()
        told.set()
        await asyncio.sleep(0.05)
        # and comes back only when it is his turn
        assert not waiting.done()
    await waiting


async def test_a_request_that_is_gone_keeps_no_turn_for_its_thread(settings: Any) -> None:
    settings.API_AT_ONCE = 1
    told, back = threading.Event(), threading.Event()

    def wait() -> None:
        with stepped_aside():
            assert told.wait(5)
        back.set()

    async def gone() -> None:
        async with in_line():
            await sync_to_async(wait, thread_sensitive=False)()

    waiting = asyncio.create_task(gone())
    await asyncio.sleep(0.05)
    waiting.cancel()
    told.set()
    await asyncio.wait([waiting])
    assert await asyncio.to_thread(back.wait, 5)

    for _ in range(3):
        async with asyncio.timeout(3), in_line():
            pass
