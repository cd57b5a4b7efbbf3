"""How many webhooks are taken in a second, and how long Saleor waits for the answer, beside a
server that only reads them.

Ours is a demo with one web process: each webhook is verified by the shop's key, kept in PostgreSQL
and handed to a worker, which works it meanwhile. So many senders at once that the server is always
busy: the waits are those of a Saleor with a backlog.
"""

import asyncio
import base64
import json
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from typing import Any

import httpx
import jwt

from .baseline import running_baseline
from .demo_process import NotStarted, running_demo
from .measurement import Measurement
from .server import NotMeasured

SENDERS = 8
"""As many as a Saleor's workers that deliver at once."""
MOST_PER_SECOND = 500
"""More are not made ready; whoever takes them faster has the time for it measured."""
ACCEPTED = 202
WAIT_SECONDS = 15.0
SLUG = "staff-updated"


@dataclass(frozen=True)
class Delivery:
    """A signed webhook."""

    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Figures:
    """Of one server; `waits` in milliseconds."""

    taken_per_second: float
    waits: list[float]

    @property
    def p99(self) -> float:
        return quantiles(self.waits, n=100)[-1]


async def measure(seconds: float) -> list[Measurement]:
    """Send for `seconds` to each; raises NotMeasured."""
    try:
        with running_demo() as (url, demo):
            deliveries = list(_deliveries(_store_of(demo), url, int(seconds * MOST_PER_SECOND)))
            ours = await flood(f"{url}/api/webhooks/saleor/{SLUG}", iter(deliveries), seconds)
    except NotStarted as error:
        raise NotMeasured(str(error)) from error
    async with bare_webhooks() as address:
        baseline = await flood(address, cycle(deliveries), seconds)
    taken = ours.taken_per_second, baseline.taken_per_second
    return [
        Measurement("webhooks.acknowledged", taken[0], "webhooks/s", taken[1]),
        Measurement("webhooks.p99", ours.p99, "ms", baseline.p99),
    ]


async def flood(url: str, deliveries: Iterator[Delivery], seconds: float) -> Figures:
    """Send by all senders at once until the time is over or all are sent.

    Raises NotMeasured when one is not taken.
    """
    waits: list[float] = []
    started = time.monotonic()

    async def send(http: httpx.AsyncClient) -> None:
        for delivery in deliveries:
            sent = time.monotonic()
            answer = await http.post(url, content=delivery.body, headers=delivery.headers)
            if answer.status_code != ACCEPTED:
                raise NotMeasured(f"A webhook was answered {answer.status_code}.")
            waits.append((time.monotonic() - sent) * 1000)
            if time.monotonic() - started > seconds:
                return

    async with httpx.AsyncClient(timeout=WAIT_SECONDS) as http:
        await asyncio.gather(*(send(http) for _ in range(SENDERS)))
    return Figures(len(waits) / (time.monotonic() - started), waits)


def _store_of(demo: subprocess.Popen[bytes]) -> dict[str, Any]:
    """What the demo's store keeps, its key among it."""
    kept: dict[str, Any] = json.loads(Path(f"/proc/{demo.pid}/cwd/.demo/store.json").read_text())
    return kept


def _deliveries(store: dict[str, Any], app_url: str, count: int) -> Iterator[Delivery]:
    """Different events about a staff user whom nobody knows, signed as the store signs."""
    facts = httpx.get(f"{app_url}/demo.json").json()
    (app,) = store["apps"].values()
    recipient = base64.b64encode(f"App:{app['pk']}".encode()).decode()
    jwks = httpx.get(facts["saleorApiUrl"].replace("/graphql/", "/.well-known/jwks.json")).json()
    header = {"kid": jwks["keys"][0]["kid"]}
    for number in range(count):
        event = {
            "__typename": "StaffUpdated",
            "issuedAt": f"2026-11-27T10:00:00.{number:06}+00:00",
            "recipient": {"id": recipient},
            "user": {"id": "VXNlcjo5OTk5OTk="},
        }
        body = json.dumps(event).encode()
        signature = jwt.api_jws.encode(
            body,
            store["signing_key_pem"],
            algorithm="RS256",
            headers={**header, "b64": False, "crit": ["b64"]},
            is_payload_detached=True,
        )
        names = {"Saleor-Api-Url": facts["saleorApiUrl"], "Saleor-Signature": signature}
        yield Delivery(body, {**names, "Content-Type": "application/json"})


@asynccontextmanager
async def bare_webhooks() -> AsyncIterator[str]:
    """The baseline's address. Raises NotMeasured when it does not start."""
    async with running_baseline("bare_webhooks") as (port, _pid):
        yield f"http://127.0.0.1:{port}/{SLUG}"
