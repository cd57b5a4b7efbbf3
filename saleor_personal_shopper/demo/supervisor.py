"""Starts the demo's processes in order, watches them, and stops them in reverse."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .processes import spawn, stop

READY_SECONDS = 60


class Failed(RuntimeError):
    """A process of the demo ended or did not become ready; the message says which."""


@dataclass
class Supervisor:
    """Children of one demo; each dies with this process, whatever kills it."""

    logs: Path
    environment: Mapping[str, str]
    children: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, name: str, *arguments: str, **environment: str) -> None:
        """Start `python -m …` under a name."""
        self.children[name] = spawn(
            [sys.executable, "-m", *arguments],
            log=self.logs / f"{name}.log",
            environment={**self.environment, **environment},
        )

    def run(self, name: str, *arguments: str) -> None:
        """Run `python -m …` to its end. Raises Failed when it exits with another status than 0."""
        self.start(name, *arguments)
        if self.children.pop(name).wait():
            raise Failed(f"{name} failed. {self._last_words(name)}")

    def wait_for(self, name: str, url: str) -> None:
        """Wait until `url` answers below 500. Raises Failed after 60 s or when `name` ended."""
        deadline = time.monotonic() + READY_SECONDS
        while time.monotonic() < deadline:
            self.check()
            if answers(url):
                return
            time.sleep(0.1)
        raise Failed(f"{name} did not answer at {url}. {self._last_words(name)}")

    def check(self) -> None:
        """Raises Failed when a child has ended."""
        for name, child in self.children.items():
            if child.poll() is not None:
                raise Failed(f"{name} ended unexpectedly. {self._last_words(name)}")

    def stop(self) -> None:
        """Ask all to end, then wait for each."""
        for child in self.children.values():
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        for child in reversed(self.children.values()):
            stop(child, signal.SIGTERM, seconds=12)

    def _last_words(self, name: str) -> str:
        log = self.logs / f"{name}.log"
        tail = log.read_text(errors="replace")[-800:] if log.exists() else ""
        return f"Its log is {log} and ends:\n{tail}"


def answers(url: str) -> bool:
    """Whether a GET is answered with a status below 500."""
    try:
        urllib.request.urlopen(url, timeout=2)
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False
    return True
