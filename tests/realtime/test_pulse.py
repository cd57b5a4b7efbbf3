"""While Redis carries nothing, sockets read PostgreSQL; afterwards once more."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from saleor_personal_shopper.core.events.room import post
from saleor_personal_shopper.realtime import pulse as module
from saleor_personal_shopper.realtime.pulse import Pulse
from tests.cast import Call

pytestmark = pytest.mark.django_db(transaction=True)


class Wire:
    """A channel layer of one channel, which can be cut."""

    def __init__(self) -> None:
        self.is_cut = False
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def new_channel(self) -> str:
        if self.is_cut:
            raise ConnectionError
        return "pulse"

    async def send(self, channel: str, message: dict[str, Any]) -> None:
        if self.is_cut:
            raise ConnectionError
        await self._queue.put(message)

    async def receive(self, channel: str) -> dict[str, Any]:
        return await self._queue.get()


class Reader:
    """Follows an event up to a number, or none."""

    def __init__(self, place: tuple[uuid.UUID, int] | None) -> None:
        self._place = place
        self.readings = 0

    def place(self) -> tuple[uuid.UUID, int] | None:
        return self._place

    async def catch_up(self) -> None:
        self.readings += 1


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.05)
    monkeypatch.setattr(module, "LATE_SECONDS", 0.15)
    return Wire()


@pytest.fixture
async def pulse(wire: Wire) -> AsyncIterator[Pulse]:
    beating = Pulse(wire)
    yield beating
    for follower in list(beating._followers):
        await beating.forget(follower)


async def test_nobody_reads_while_beats_come(pulse: Pulse, call: Call) -> None:
    behind, desk = Reader((call.event.pk, -1)), Reader(None)
    pulse.follow(behind)
    pulse.follow(desk)

    await asyncio.sleep(0.5)

    assert (behind.readings, desk.readings) == (0, 0)


async def test_those_who_are_behind_read_while_beats_stay_away(
    pulse: Pulse, wire: Wire, call: Call
) -> None:
    message = await sync_to_async(post)(
        event=call.event, type="chat.message", data={}, now=timezone.now()
    )
    behind, level = Reader((call.event.pk, message.seq - 1)), Reader((call.event.pk, message.seq))
    unknown = Reader((uuid.uuid4(), 0))
    for reader in (behind, level, unknown):
        pulse.follow(reader)
    await asyncio.sleep(0.1)
    wire.is_cut = True

    await asyncio.sleep(0.6)

    assert behind.readings >= 2
    assert (level.readings, unknown.readings) == (0, 0)


async def test_when_beats_come_again_everybody_reads_once(pulse: Pulse, wire: Wire) -> None:
    desk = Reader(None)
    pulse.follow(desk)
    await asyncio.sleep(0.1)
    wire.is_cut = True
    await asyncio.sleep(0.3)
    assert desk.readings == 0
    wire.is_cut = False

    await asyncio.sleep(0.5)

    assert desk.readings == 1


async def test_a_single_lost_beat_is_noticed(pulse: Pulse, wire: Wire) -> None:
    desk = Reader(None)
    pulse.follow(desk)
    await asyncio.sleep(0.08)
    wire.is_cut = True
    await asyncio.sleep(0.06)
    wire.is_cut = False

    await asyncio.sleep(0.3)

    assert desk.readings == 1


async def test_it_begins_without_redis_too(pulse: Pulse, wire: Wire, call: Call) -> None:
    wire.is_cut = True
    behind = Reader((call.event.pk, -1))
    pulse.follow(behind)
    await asyncio.sleep(0.3)
    assert behind.readings >= 1

    wire.is_cut = False
    await asyncio.sleep(0.3)
    readings = behind.readings
    await asyncio.sleep(0.3)
    assert behind.readings == readings


async def test_it_ends_with_its_last_follower(pulse: Pulse, wire: Wire) -> None:
    one, two = Reader(None), Reader(None)
    pulse.follow(one)
    pulse.follow(two)
    await pulse.forget(one)
    assert pulse._beating is not None
    await pulse.forget(two)
    assert pulse._beating is None
