"""A spawned media worker, and the WHIP and WHEP endpoints in front of it."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import aiohttp
import pytest

from tests.media.whip_endpoint import whip_endpoint

SECRET = "a-secret-for-tests-only"


@dataclass
class RunningWorker:
    """A worker process and what it announced."""

    process: asyncio.subprocess.Process
    control: str
    udp_address: tuple[str, int]
    secret: str = SECRET

    async def call(self, method: str, path: str, body: object = None) -> tuple[int, dict]:
        """One request to the control API: status and JSON."""
        headers = {"Authorization": f"Bearer {self.secret}"}
        async with (
            aiohttp.ClientSession(headers=headers) as session,
            session.request(method, f"http://{self.control}{path}", json=body) as response,
        ):
            text = await response.text()
            return response.status, json.loads(text) if text else {}


@asynccontextmanager
async def running_worker(
    module: str = "saleor_personal_shopper.media",
    command: tuple[str, ...] = (),
    **environment: str,
) -> AsyncIterator[RunningWorker]:
    """Spawn a worker, or a node of them, on free loopback ports and stop it by SIGTERM.

    `command` runs it somewhere else.
    """
    process = await asyncio.create_subprocess_exec(
        *command,
        sys.executable,
        "-m",
        module,
        "--die-with-parent",
        env={
            "PATH": os.environ["PATH"],
            "MEDIA_BIND": "127.0.0.1",
            "MEDIA_CONTROL": "127.0.0.1:0",
            "MEDIA_SECRET": SECRET,
            "MEDIA_DRAIN_SECONDS": "0",
            **environment,
        },
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    try:
        ready = await asyncio.wait_for(_announcement(process.stderr, module), 20)
        host, port = ready["candidates"].split(",")[0].rsplit(":", 1)
        drain = asyncio.create_task(process.stderr.read())
        yield RunningWorker(process, ready["control"], (host, int(port)))
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.wait(), 10)
        await asyncio.gather(drain, return_exceptions=True)


async def _announcement(stderr: asyncio.StreamReader, module: str) -> dict[str, str]:
    wanted = "node.ready" if module.endswith(".node") else "worker.ready"
    async for line in stderr:
        said: dict[str, str] = json.loads(line)
        if said["event"] == wanted:
            return said
    raise AssertionError(f"{module} ended before it was ready")


@pytest.fixture
async def worker() -> AsyncIterator[RunningWorker]:
    async with running_worker() as running:
        yield running


@pytest.fixture
async def whip_url(worker: RunningWorker) -> AsyncIterator[str]:
    """Base URL of WHIP and WHEP endpoints that relay to the worker."""
    async with whip_endpoint(worker.control, SECRET) as url:
        yield url
