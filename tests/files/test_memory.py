"""Twenty uploads of 25 MB at once are written to the storage, not into memory (L12)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.db import connection

from saleor_personal_shopper.core.files import limits
from saleor_personal_shopper.core.files.models import SharedFile
from saleor_personal_shopper.demo.processes import free_port
from tests.cast import Call, Shop, open_call

UPLOADS = 20
GROWTH = 150 * 1024
"""In kilobytes, of the web process."""
START_SECONDS = 60


@pytest.fixture
def web(folder: Path, shop: Shop) -> Iterator[tuple[int, int]]:
    """A web process of its own over the test's database: its port and process id."""
    port = free_port()
    name = connection.settings_dict["NAME"]
    url = re.sub(r"/[^/?]*(\?|$)", rf"/{name}\1", os.environ["DATABASE_URL"], count=1)
    place = {"DATABASE_URL": url, "STORAGE_URL": folder.as_uri()}
    command = [sys.executable, "-m", "saleor_personal_shopper", "web", "--port", str(port)]
    process = subprocess.Popen(command, env={**os.environ, **place}, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if ask(port, "GET", "/readyz")[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the web process did not start")


def ask(
    port: int, method: str, path: str, body: bytes = b"", **headers: str
) -> tuple[int, Message]:
    line = HTTPConnection("127.0.0.1", port, timeout=60)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    line.request(method, path, body, {"Host": "testserver", "Tus-Resumable": "1.0.0", **named})
    answer = line.getresponse()
    answer.read()
    line.close()
    return answer.status, answer.headers


def resident(pid: int) -> int:
    """The most that the process has held so far, in kilobytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1])  # type: ignore[index]


def upload(port: int, call: Call, size: int = limits.FILE_BYTES) -> None:
    bearer = f"Bearer {call.bearer(call.customer)}"
    status, told = ask(
        port, "POST", "/files/uploads", Authorization=bearer, Upload_Length=str(size)
    )
    assert status == 201
    path = told["Location"].removeprefix("http://testserver")
    for offset in range(0, size, limits.PART_BYTES):
        part = os.urandom(min(limits.PART_BYTES, size - offset))
        kind = "application/offset+octet-stream"
        how = {"Content_Type": kind, "Upload_Offset": str(offset), "Authorization": bearer}
        assert ask(port, "PATCH", path, part, **how)[0] == 204


def test_memory_stays_flat(web: tuple[int, int], shop: Shop) -> None:
    # given a process that has done it once
    port, pid = web
    calls = [open_call(shop) for _ in range(UPLOADS)]
    upload(port, calls[0], limits.MEGABYTE)
    before = resident(pid)

    # when
    with ThreadPoolExecutor(UPLOADS) as pool:
        list(pool.map(lambda call: upload(port, call), calls))

    # then all of it arrived, and the process has hardly grown
    received = SharedFile.objects.of(shop.installation).filter(size=limits.FILE_BYTES)
    assert [file.received for file in received] == [limits.FILE_BYTES] * UPLOADS
    grown = resident(pid) - before
    assert grown < GROWTH, f"{grown // 1024} MB"
