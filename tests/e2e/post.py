"""The mail that a demo sent, and its clock moved on for those who wait for it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import vobject  # type: ignore[import-untyped]

from .running_demo import RunningDemo

# The outbox is swept every five seconds; a mail that waits for another sender takes longer.
MAIL_SECONDS = 30
SEND_AS_OF = """
import sys
from datetime import datetime

from saleor_personal_shopper.cli import django

django.set_up()
from saleor_personal_shopper.core.notifications.services import send_due

now = datetime.fromisoformat(sys.argv[1])
send_due(clock=lambda: now)
"""


@dataclass(frozen=True)
class Entry:
    """A calendar's entry as vobject, which is not ours, reads it from a mail."""

    method: str
    uid: str
    sequence: int
    starts_at: datetime


@dataclass(frozen=True)
class Mail:
    """One that the mail server took."""

    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        assert part is not None
        return str(part.get_content())

    def link(self, path: str) -> str:
        """The address of ours in it that begins with this path."""
        found = re.search(rf"https?://[^\s/]+{re.escape(path)}\S+", self.text)
        assert found, self.text
        return found[0]

    @property
    def entry(self) -> Entry:
        kind = "text/calendar"
        (part,) = [one for one in self.message.walk() if one.get_content_type() == kind]
        calendar = vobject.readOne(part.get_content())
        event = calendar.vevent
        return Entry(
            calendar.method.value,
            event.uid.value,
            int(event.sequence.value),
            event.dtstart.value,
        )


class Post:
    """What one address gets from now on."""

    def __init__(self, demo: RunningDemo, address: str) -> None:
        self.demo = demo
        self.address = address
        # The mailbox names its mails by when they came.
        self._since = time.time_ns()

    def mail(self, subject: str) -> Mail:
        """The newest whose subject begins so, once it has come."""
        return _wait(lambda: self._find(subject), f"{subject} to {self.address}")

    def mail_as_of(self, now: datetime, subject: str) -> Mail:
        """The same, sent by a worker whose clock is moved there: all that is due by then goes out.

        It runs in the settings of the demo's own worker.
        """
        environment = _environment_of_worker(self.demo)

        def send_and_find() -> Mail | None:
            command = [sys.executable, "-c", SEND_AS_OF, now.isoformat()]
            subprocess.run(command, env=environment, check=True, timeout=MAIL_SECONDS)
            return self._find(subject)

        return _wait(send_and_find, f"{subject} to {self.address}")

    def _find(self, subject: str) -> Mail | None:
        mine = [
            row
            for row in json.loads(self._read("mails"))
            if int(row["id"]) > self._since
            and self.address in row["To"]
            and row["Subject"].startswith(subject)
        ]
        return Mail(_parsed(self._read(f"mails/{mine[0]['id']}/raw"))) if mine else None

    def _read(self, path: str) -> bytes:
        with urllib.request.urlopen(f"{self.demo.facts['mailUrl']}/{path}", timeout=20) as answer:
            return bytes(answer.read())


def _wait(find: Callable[[], Mail | None], what: str) -> Mail:
    deadline = time.monotonic() + MAIL_SECONDS
    while (found := find()) is None:
        assert time.monotonic() < deadline, f"did not come: {what}"
        time.sleep(0.2)
    return found


def _parsed(raw: bytes) -> EmailMessage:
    message: Any = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _environment_of_worker(demo: RunningDemo) -> dict[str, str]:
    """What the demo gave its worker."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes().split(b"\0")
            parent = re.search(r"^PPid:\s+(\d+)", (place / "status").read_text(), re.MULTILINE)
            if b"worker" not in command or not parent or int(parent[1]) != demo.process.pid:
                continue
            pairs = (place / "environ").read_bytes().split(b"\0")
        except OSError:
            continue  # It ended meanwhile, or is somebody else's.
        return dict(os.fsdecode(pair).split("=", 1) for pair in pairs if b"=" in pair)
    raise AssertionError("the demo has no worker")
