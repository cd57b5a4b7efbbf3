"""How many bookings are made in a second, and what it costs to find the slots.

Ours is a demo with one web process, and two hundred customers who book by its API, each from an
address of his own. The baseline locks a person and inserts one row in the same database; for
slots it reads the same events and makes nothing of them.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count, cycle
from pathlib import Path
from typing import Any

import aiohttp

from . import processes
from .baseline import running_baseline
from .demo_process import NotStarted, running_demo
from .measurement import Measurement
from .server import NotMeasured
from .usage import processes_of

WRITERS = 200
MANY, FEW = 1000, 10
"""Events that each of fifty people has."""
QUERIES_ALLOWED = 6.0
DAYS_AHEAD = 60
SECONDS = 120.0
SLOTS = """
query ($campaign: ID!, $from: Date!, $days: Int!) {
  personalShopperAvailableSlots(campaign: $campaign, from: $from, days: $days, timeZone: "UTC") {
    startsAt
  }
}
"""
BOOK = """
mutation ($input: PersonalShopperEventBookInput!) {
  personalShopperEventBook(input: $input) { event { id } errors { code message } }
}
"""
Book = Callable[[aiohttp.ClientSession, str, int], Awaitable[bool]]


@dataclass(frozen=True)
class Figures:
    """Of one server: what it took in a second, and in a second of its processor's time."""

    per_second: float
    per_core: float


async def measure(seconds: float) -> list[Measurement]:
    """Book for `seconds` on each side; raises NotMeasured."""
    try:
        with running_demo() as (url, demo):
            web = processes_of(demo.pid)["web"]
            environment = _environment_of(web)
            few, many = [await _slots(environment, events) for events in (FEW, MANY)]
            campaign, starts = await _agenda(url)
            ours = await flood(_ours(url, campaign), iter(starts), seconds, web)
            database = {"BENCH_DATABASE_URL": environment["DATABASE_URL"]}
            async with running_baseline("bare_bookings", database) as (port, pid):
                address = f"http://127.0.0.1:{port}/"
                baseline = await flood(_bare(address), cycle(starts), seconds, pid)
    except NotStarted as error:
        raise NotMeasured(str(error)) from error
    return [
        Measurement("booking.per_second", ours.per_second, "bookings/s", baseline.per_second),
        Measurement("booking.per_core", ours.per_core, "bookings/CPU s", baseline.per_core),
        Measurement("slots.ms", many["ms"], "ms", many["bare_ms"]),
        Measurement("slots.queries", many["queries"], "queries", QUERIES_ALLOWED),
        Measurement(
            "slots.growth", many["ms"] / few["ms"], "times", many["bare_ms"] / few["bare_ms"]
        ),
    ]


async def flood(book: Book, starts: Iterator[str], seconds: float, pid: int) -> Figures:
    """Have all writers book, each the next start, until the time or the starts are over.

    Raises NotMeasured when the starts were not enough.
    """
    numbers, made = count(), 0
    async with AsyncExitStack() as exits:
        sessions = [await exits.enter_async_context(_session(number)) for number in range(WRITERS)]
        cpu, started = processes.cpu_seconds(pid), time.monotonic()

        async def write(session: aiohttp.ClientSession) -> None:
            nonlocal made
            while time.monotonic() - started < seconds:
                if (start := next(starts, None)) is None:
                    raise NotMeasured("There are not slots enough: measure for a shorter time.")
                booked = await book(session, start, next(numbers))
                made += booked

        await asyncio.gather(*(write(session) for session in sessions))
        took = time.monotonic() - started
        return Figures(made / took, made / (processes.cpu_seconds(pid) - cpu))


def _session(number: int) -> aiohttp.ClientSession:
    """A customer's: no address books as often as a script would."""
    address = f"127.0.{1 + number // 200}.{1 + number % 200}"
    connector = aiohttp.TCPConnector(local_addr=(address, 0))
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    return aiohttp.ClientSession(connector=connector, timeout=timeout)


def _ours(url: str, campaign: str) -> Book:
    async def book(session: aiohttp.ClientSession, starts_at: str, number: int) -> bool:
        details = {
            "campaign": campaign,
            "startsAt": starts_at,
            "name": "Bench",
            "email": f"bench-{number}@example.com",
            "timeZone": "UTC",
            "consent": True,
        }
        answer = await _ask(session, url, BOOK, input=details)
        booked = answer["personalShopperEventBook"]
        if any(error["code"] != "SLOT_TAKEN" for error in booked["errors"]):
            raise NotMeasured(f"A booking was refused: {booked['errors']}")
        return booked["event"] is not None

    return book


def _bare(address: str) -> Book:
    async def book(session: aiohttp.ClientSession, starts_at: str, number: int) -> bool:
        wanted = {"person": f"person-{number}", "startsAt": starts_at}
        async with session.post(address, json=wanted) as response:
            return response.status == 200

    return book


async def _agenda(url: str) -> tuple[str, list[str]]:
    """The demo's open campaign, and the half hours at which somebody is free in it."""
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/demo.json") as response:
            campaign: str = (await response.json())["openCampaign"]
        tomorrow = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
        variables = {"campaign": campaign, "from": tomorrow, "days": DAYS_AHEAD}
        answer = await _ask(session, url, SLOTS, **variables)
    starts = [slot["startsAt"] for slot in answer["personalShopperAvailableSlots"]]
    return campaign, [one for one in starts if datetime.fromisoformat(one).minute in (0, 30)]


async def _ask(
    session: aiohttp.ClientSession, url: str, document: str, **variables: Any
) -> dict[str, Any]:
    body = {"query": document, "variables": variables}
    async with session.post(f"{url}/graphql/", json=body) as response:
        if response.status != 200:
            raise NotMeasured(f"A request was answered {response.status}.")
        answer = await response.json()
    if answer.get("errors"):
        raise NotMeasured(f"A request was refused: {answer['errors']}")
    data: dict[str, Any] = answer["data"]
    return data


def _environment_of(pid: int) -> dict[str, str]:
    """What a process was started with."""
    pairs = Path(f"/proc/{pid}/environ").read_bytes().decode().split("\0")
    return dict(pair.split("=", 1) for pair in pairs if "=" in pair)


async def _slots(environment: dict[str, str], events: int) -> dict[str, float]:
    """The figures of `measure_slots`. Raises NotMeasured when it fails."""
    command = ["-m", "saleor_personal_shopper", "manage", "measure_slots", "--events", str(events)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, env=environment, stdout=subprocess.PIPE
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise NotMeasured("The slots could not be measured.")
    found: dict[str, float] = json.loads(output)
    return found
