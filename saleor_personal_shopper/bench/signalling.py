"""What a room's socket costs, and how many messages rooms carry, beside rooms that do nothing else.

Ours is a demo with one web process: each message is numbered, kept in PostgreSQL and told by
Redis. The baseline only passes it on.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx

from ..rehearsal import documents, meeting
from ..rehearsal.call import Call
from ..rehearsal.target import find_target
from .baseline import running_baseline
from .demo_process import NotStarted, running_demo
from .measurement import Measurement
from .rate import highest_good
from .server import NotMeasured
from .talk import Talk
from .usage import processes_of, usage_of

PAIRS = 250
AT_ONCE = 8
SETTLE_SECONDS = 3.0

Open = Callable[[Talk, int], Awaitable[None]]


@dataclass(frozen=True)
class Figures:
    """Of one server."""

    held: int
    bytes_per_socket: float
    accepts_per_second: float
    messages_per_second: int


async def measure(seconds: float) -> list[Measurement]:
    """Each rate is kept up for `seconds`; raises NotMeasured."""
    baseline = await _measure_bare(seconds)
    ours = await _measure_ours(seconds)
    pairs = (
        ("signalling.sockets", "held at once", "held"),
        ("signalling.memory", "bytes/socket", "bytes_per_socket"),
        ("signalling.accepts", "sockets/s", "accepts_per_second"),
        ("signalling.messages", "messages/s", "messages_per_second"),
    )
    return [
        Measurement(name, getattr(ours, field), unit, getattr(baseline, field))
        for name, unit, field in pairs
    ]


async def _measure_bare(seconds: float) -> Figures:
    async with _bare_rooms() as (url, pid):

        async def open_(talk: Talk, number: int) -> None:
            await talk.open(f"{url}/{number}", f"{url}/{number}", "http://127.0.0.1")

        return await _figures(pid, open_, seconds)


async def _measure_ours(seconds: float) -> Figures:
    try:
        with running_demo() as (url, demo):
            pid = processes_of(demo.pid)["web"]
            async with httpx.AsyncClient(timeout=30) as http, AsyncExitStack() as exits:
                target = await find_target(http, url, {})
                host = Call(1, target, target.logins[0], 0.0, http, exits)
                await meeting.sign_in(host)
                rooms = await _make_rooms(host)

                async def open_(talk: Talk, number: int) -> None:
                    tickets = [await _ticket(host, rooms[number], one) for one in (0, 1)]
                    await talk.open(tickets[0], tickets[1], url)

                return await _figures(pid, open_, seconds)
    except NotStarted as error:
        raise NotMeasured(str(error)) from error


async def _figures(pid: int, open_: Open, seconds: float) -> Figures:
    async with Talk() as talk:
        before = usage_of(pid).rss
        started = time.monotonic()
        await in_waves(PAIRS, lambda number: open_(talk, number))
        took = time.monotonic() - started
        await asyncio.sleep(SETTLE_SECONDS)
        held = talk.open_sockets
        grown = usage_of(pid).rss - before
        best = await highest_good(lambda rate: talk.at(rate, seconds))
    return Figures(held, grown / held, held / took, best)


async def in_waves(count: int, work: Callable[[int], Awaitable[None]]) -> None:
    """Do it `count` times, a few at a time."""
    for first in range(0, count, AT_ONCE):
        wave = range(first, min(first + AT_ONCE, count))
        await asyncio.gather(*(work(number) for number in wave))


@dataclass(frozen=True)
class Room:
    """A call, and the bearers of its customer and its personal shopper."""

    event: str
    bearers: tuple[str, str]


async def _make_rooms(host: Call) -> list[Room]:
    found: list[Room] = []
    token = await host.staff_token()

    async def make(number: int) -> None:
        found.append(await _make_room(host, token))

    await in_waves(PAIRS, make)
    return found


async def _make_room(host: Call, token: str) -> Room:
    details = {"name": "Bench", "email": "bench@example.com", "channel": host.target.channel}
    answer = await host.app.ask(documents.CREATE, bearer=token, input=details)
    created = answer["personalShopperEventCreate"]
    event = str(created["event"]["id"])
    link = urlsplit(created["joinUrl"]).path.rpartition("/")[2]
    customer = await host.app.ask(documents.JOIN, token=link)
    shopper = await host.app.ask(documents.JOIN, bearer=token, event=event)
    first, second = (one["personalShopperEventJoin"]["accessToken"] for one in (customer, shopper))
    return Room(event, (first, second))


async def _ticket(host: Call, room: Room, seat: int) -> str:
    """A fresh address of the room's socket, as everybody asks for who comes back."""
    answer = await host.app.ask(documents.TICKET, bearer=room.bearers[seat], event=room.event)
    return str(answer["personalShopperEventSocketTicket"]["socketUrl"])


@asynccontextmanager
async def _bare_rooms() -> AsyncIterator[tuple[str, int]]:
    async with running_baseline("bare_rooms") as (port, pid):
        yield f"ws://127.0.0.1:{port}", pid
