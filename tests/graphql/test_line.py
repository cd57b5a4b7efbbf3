"""Requests wait in line for their turn."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

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
