"""A call in which files are sent, and the folder that they are kept in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.files import services
from saleor_personal_shopper.core.files.models import SharedFile
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.files import fake_scanner
from saleor_personal_shopper.realtime import fake_publisher
from tests import factories
from tests.core.files import corpus

Commits = Callable[[], AbstractContextManager[Any]]
MAY = ["CHAT", "SHARE_FILES"]


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    fake_publisher.forget()
    fake_scanner.is_down = False
    yield
    fake_scanner.is_down = False


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the storage of this test lies."""
    place = tmp_path / "files"
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": str(place)}
    default = {**settings.STORAGES["default"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return place


@pytest.fixture
def commits(django_capture_on_commit_callbacks: Any) -> Commits:
    """`with commits():` runs what waits for the commit."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture(autouse=True)
def inspected_later(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Files whose inspection was asked for; a test does it when it wants to."""
    from saleor_personal_shopper.core.files import tasks

    asked: list[str] = []
    monkeypatch.setattr(tasks.inspect_file, "delay", asked.append)
    return asked


@pytest.fixture
def event(installation: Installation) -> Event:
    return factories.event(installation, status="LIVE", saleor_user_id="VXNlcjox")


@pytest.fixture
def customer(event: Event) -> Participant:
    return factories.participant(event, capabilities=MAY)


@pytest.fixture
def shopper(event: Event) -> Participant:
    return factories.participant(event, "PERSONAL_SHOPPER", name="Paula", capabilities=MAY)


def receive(participant: Participant, name: str, content: bytes, *, now: datetime) -> SharedFile:
    """A file, received in two parts."""
    file = services.begin_upload(participant=participant, name=name, size=len(content), now=now)
    half = len(content) // 2
    for offset, data in ((0, content[:half]), (half, content[half:])):
        file = services.add_part(
            file=file, participant=participant, offset=offset, data=data, now=now
        )
    return file


def share(
    participant: Participant, name: str = "photo.jpg", content: bytes = b"", *, now: datetime
) -> SharedFile:
    """A file, sent and inspected; a photo unless another is given."""
    file = receive(participant, name, content or corpus.photo(), now=now)
    services.share_file(file.pk, clock=lambda: now)
    file.refresh_from_db()
    return file


def kept(folder: Path) -> list[str]:
    """What lies in the storage: the last part of each key."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())
