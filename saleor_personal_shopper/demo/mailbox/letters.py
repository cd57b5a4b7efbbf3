"""The mails that came, as files of one folder, and what a page shows of each."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

MOST_KEPT = 500
KEY = re.compile(r"\d{19}")
"""When it came, in nanoseconds: names of files that sort by themselves."""


@dataclass(frozen=True)
class Letter:
    """One mail as it came."""

    key: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        found = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found

    def summary(self) -> dict[str, str]:
        """A row of the list."""
        message = self.message
        names = ("From", "To", "Reply-To", "Subject", "Message-ID")
        came = datetime.fromtimestamp(int(self.key) / 1e9, UTC)
        headers = {name: str(message[name] or "") for name in names}
        return {"id": self.key, "at": came.isoformat(), **headers}

    def details(self) -> dict[str, Any]:
        """All that the page shows besides the HTML."""
        return {
            **self.summary(),
            "text": self.part("text/plain"),
            "calendar": self.part("text/calendar"),
            "files": [str(each.get_filename()) for each in self.message.iter_attachments()],
        }

    def part(self, content_type: str) -> str:
        """The first part of a type; empty when there is none."""
        for each in self.message.walk():
            if each.get_content_type() == content_type:
                return str(each.get_content())
        return ""


class Mailbox:
    """Keeps the newest few hundred."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, content: bytes) -> None:
        draft = self.folder / "draft"
        draft.write_bytes(content)
        draft.replace(self.folder / f"{time.time_ns()}.eml")
        for path in self._paths()[MOST_KEPT:]:
            path.unlink(missing_ok=True)

    def letters(self) -> list[Letter]:
        """The newest first."""
        return [Letter(path.stem, path.read_bytes()) for path in self._paths()]

    def letter(self, key: str) -> Letter | None:
        path = self.folder / f"{key}.eml"
        if not KEY.fullmatch(key) or not path.exists():
            return None
        return Letter(key, path.read_bytes())

    def empty(self) -> None:
        for path in self._paths():
            path.unlink(missing_ok=True)

    def _paths(self) -> list[Path]:
        return sorted(self.folder.glob("*.eml"), reverse=True)
