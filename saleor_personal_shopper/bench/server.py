"""A media server under measurement, in a process of its own."""

import asyncio
import secrets
import subprocess
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from . import processes
from .usage import children_of

START_SECONDS = 30.0
REQUEST_SECONDS = 15.0


class NotMeasured(Exception):
    """There is no figure; the message says why and what to do."""


@dataclass(frozen=True)
class Server:
    """`control` speaks to its control API, on that Unix socket and with that bearer."""

    process: subprocess.Popen[bytes]
    control: httpx.AsyncClient
    socket: Path
    secret: str

    def cpu_seconds(self) -> float:
        """User and system time so far, with that of its workers.

        Raises NotMeasured when the server has ended.
        """
        if self.process.poll() is not None:
            raise NotMeasured("The media server ended during the measurement.")
        pid = self.process.pid
        return sum(processes.cpu_seconds(one) for one in [pid, *children_of(pid)])


@asynccontextmanager
async def running_server(
    module: str, folder: Path, settings: Mapping[str, str] | None = None
) -> AsyncIterator[Server]:
    """Run a module that serves the control API on the Unix socket MEDIA_CONTROL.

    Socket and log are put into `folder`; `settings` are added to its environment.
    Raises NotMeasured when it does not start.
    """
    socket, log, secret = folder / "control", folder / "log", secrets.token_urlsafe(24)
    environment = {
        "MEDIA_BIND": "127.0.0.1",
        "MEDIA_UDP_PORT": "0",
        "MEDIA_CANDIDATES": "",
        "MEDIA_CONTROL": str(socket),
        "MEDIA_SECRET": secret,
        **(settings or {}),
    }
    process = processes.start(module, log=log, environment=environment)
    try:
        await asyncio.to_thread(_wait_for, socket, process, log)
        async with httpx.AsyncClient(
            transport=httpx.AsyncHTTPTransport(uds=str(socket)),
            base_url="http://media",
            headers={"Authorization": f"Bearer {secret}"},
            timeout=REQUEST_SECONDS,
        ) as control:
            yield Server(process, control, socket, secret)
    finally:
        await asyncio.to_thread(processes.stop, process)


def _wait_for(socket: Path, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not socket.exists():
        if process.poll() is not None:
            raise NotMeasured(f"The media server did not start: {log.read_text()[-500:]}")
        if time.monotonic() > deadline:
            raise NotMeasured("The media server did not start within 30 s.")
        time.sleep(0.05)
