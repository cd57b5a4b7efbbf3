"""Mails of a kind that only tests know."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications import kinds
from saleor_personal_shopper.core.notifications.kinds import register_mail_kind
from saleor_personal_shopper.core.notifications.letter import Letter, Paragraph
from saleor_personal_shopper.core.notifications.models import Mail
from saleor_personal_shopper.core.notifications.services import enqueue_mail

KIND = "test"
CARLA = "carla@example.com"
Enqueue = Callable[..., Mail]


class Writer:
    """Writes the mails of the kind `test`."""

    def __init__(self) -> None:
        self.is_wanted = True
        self.undelivered: list[Mail] = []
        self.revision = 3

    def write(self, mail: Mail, now: datetime) -> Letter | None:
        if not self.is_wanted:
            return None
        return Letter(
            language="en",
            subject=f"Letter about {mail.about}",
            heading="A letter",
            blocks=[Paragraph("Hello,")],
            footer="You get this mail because of a test.",
            revision=self.revision,
        )

    def note(self, mail: Mail, now: datetime) -> None:
        self.undelivered.append(mail)


@pytest.fixture
def writer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Writer]:
    writer = Writer()
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    register_mail_kind(KIND, write=writer.write, undelivered=writer.note)
    yield writer


@pytest.fixture
def enqueue(
    installation: Installation, writer: Writer, mail_set_up: None, now: datetime
) -> Enqueue:
    """`enqueue(**changes)` puts one mail into the outbox."""

    def put(**changes: Any) -> Mail:
        usual = {
            "installation": installation,
            "kind": KIND,
            "key": uuid.uuid4().hex,
            "about": uuid.uuid4(),
            "recipient": CARLA,
            "now": now,
        }
        return enqueue_mail(**{**usual, **changes})

    return put


class Clock:
    """Stands still until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)
