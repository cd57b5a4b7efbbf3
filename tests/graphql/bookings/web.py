"""A web process of its own on the tests' database, asked over HTTP."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
from django.db import connection

START_SECONDS = 60.0


@contextmanager
def running_web(log: Path) -> Iterator[str]:
    """Its address; what is committed in the test is there for it."""
    url = f"http://127.0.0.1:{_free_port()}"
    database = urlsplit(os.environ["DATABASE_URL"])
    path = f"/{connection.settings_dict['NAME']}"
    environment = {
        **os.environ,
        "DATABASE_URL": database._replace(path=path).geturl(),
        "APP_API_BASE_URL": url,
        "APP_IFRAME_BASE_URL": url,
    }
    port = str(urlsplit(url).port)
    command = [sys.executable, "-m", "saleor_personal_shopper", "web", "--port", port]
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=output)
    try:
        _wait_for(url, process, log)
        yield url
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text()[-2000:]
        try:
            if httpx.get(f"{url}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError(f"The web process did not start: {log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
