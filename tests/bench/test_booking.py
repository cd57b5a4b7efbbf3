"""Bookings: that writers are counted right, and what is measured of slots."""

from __future__ import annotations

import asyncio
import os
from itertools import cycle

import aiohttp
import pytest
from django.core.management import call_command
from django.utils import timezone

from saleor_personal_shopper.bench import booking
from saleor_personal_shopper.bench.server import NotMeasured
from saleor_personal_shopper.core.events.management.commands import measure_slots
from saleor_personal_shopper.core.installations.models import Installation


@pytest.fixture
def few_writers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(booking, "WRITERS", 4)


async def test_what_was_made_is_counted_whoever_made_it(few_writers: None) -> None:
    made = 0

    async def book(session: aiohttp.ClientSession, start: str, number: int) -> bool:
        nonlocal made
        await asyncio.sleep(0.01)
        made += number % 2
        return bool(number % 2)

    found = await booking.flood(book, cycle(["now"]), 0.3, os.getpid())

    assert found.per_second == pytest.approx(made / 0.3, rel=0.5)


async def test_too_few_slots_make_no_figure(few_writers: None) -> None:
    async def book(session: aiohttp.ClientSession, start: str, number: int) -> bool:
        return True

    with pytest.raises(NotMeasured):
        await booking.flood(book, iter(["now"]), 0.3, os.getpid())


async def test_every_writer_comes_from_an_address_of_his_own() -> None:
    seen = set()

    async def note(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.add(writer.get_extra_info("peername")[0])
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(note, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    for number in (0, 1, 199):
        async with booking._session(number) as session:
            await session.get(f"http://127.0.0.1:{port}/")
    server.close()

    assert len(seen) == 3


@pytest.mark.django_db
def test_slots_are_measured_and_nothing_stays(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measure_slots, "PEOPLE", 5)
    monkeypatch.setattr(measure_slots, "REPEATS", 2)

    found = measure_slots.measure(3, now=timezone.now())
    call_command("measure_slots", events=3)

    assert found["queries"] <= 6
    assert found["ms"] > found["bare_ms"] > 0
    assert '"queries"' in capsys.readouterr().out
    assert Installation.objects.count() == 1
