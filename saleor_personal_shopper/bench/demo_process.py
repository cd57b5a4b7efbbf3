"""A demo of our own, in a temporary folder that is gone afterwards."""

import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import processes

PACKAGE = "saleor_personal_shopper"
START_SECONDS = 180.0


class NotStarted(Exception):
    """The demo did not come up; the message holds its last words."""


@contextmanager
def running_demo() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A fresh demo's address and process; raises NotStarted."""
    folder = Path(tempfile.mkdtemp(prefix="personal-shopper-bench-"))
    log, port = folder / "log", free_port()
    demo = processes.start(PACKAGE, "demo", "--port", str(port), log=log, folder=folder)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_healthy(url, demo, log)
        yield url, demo
    finally:
        processes.stop(demo)
        _remove(folder)


def _wait_healthy(url: str, demo: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_healthy(url):
        if demo.poll() is not None or time.monotonic() > deadline:
            raise NotStarted(f"The demo did not start. It said:\n{log.read_text()[-1000:]}")
        time.sleep(0.5)


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def free_port() -> int:
    """A port of loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _remove(folder: Path) -> None:
    # As root, the demo keeps its database where an unprivileged account can come.
    pointer = folder / ".demo" / "postgres.place"
    if pointer.exists():
        shutil.rmtree(pointer.read_text(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
