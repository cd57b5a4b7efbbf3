"""The whole product, started once as a newcomer would."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

from saleor_personal_shopper.demo.processes import free_port

START_SECONDS = 120


class NotHealthy(Exception):
    """The demo did not come up; the message is the end of what it printed."""


class RunningDemo:
    """`personal-shopper demo` in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.log = home / "output.log"
        self.user: str | None = None
        # Of the shops that tests opened beside the demo's own.
        self.further_origins: list[str] = []
        # The desks that were opened from the Dashboard: address and session, by name.
        self.desks: dict[str, tuple[str, Any]] = {}

    def start(self) -> None:
        """Start and wait until it is installed and seeded."""
        inherited = ("PATH", "HOME", "LANG", "PYTHONPATH")
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "saleor_personal_shopper", "demo", "--port", str(self.port)],
                cwd=self.home,
                env={name: os.environ[name] for name in inherited if name in os.environ},
                stdout=output,
                stderr=output,
                user=self.user,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self.is_healthy():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise NotHealthy(self.log.read_text()[-3000:])
            time.sleep(0.2)

    def is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2) as got:
                return bool(got.status == 200)
        except OSError:
            return False

    @property
    def facts(self) -> dict[str, Any]:
        """What /demo.json tells."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/demo.json", timeout=5) as got:
            return dict(json.load(got))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(60)

    def forget(self) -> None:
        """Remove its data, also where that had to live outside the folder."""
        pointer = self.home / ".demo" / "postgres.place"
        if pointer.exists():
            shutil.rmtree(pointer.read_text(), ignore_errors=True)
