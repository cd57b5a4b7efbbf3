"""The door of files as clients use it, over HTTP without a browser."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Participant
from saleor_personal_shopper.core.files import services, tasks
from saleor_personal_shopper.core.files.models import SharedFile
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.realtime import fake_publisher
from tests.cast import Call, Shop, open_call, open_shop
from tests.core.files import corpus

TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where the storage of this test lies."""
    options = {**settings.STORAGES["default"]["OPTIONS"], "location": str(tmp_path / "files")}
    default = {**settings.STORAGES["default"], "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path / "files"


@pytest.fixture(autouse=True)
def silence(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing published before; nothing is inspected but by the test."""
    fake_publisher.forget()
    monkeypatch.setattr(tasks.inspect_file, "delay", lambda file_id: None)
    yield


@pytest.fixture
def shop(transactional_db: None, installation: Installation) -> Shop:
    return open_shop(installation)


@pytest.fixture
def call(shop: Shop) -> Call:
    return open_call(shop)


@pytest.fixture
def other_call(shop: Shop) -> Call:
    """Another call of the same shop."""
    return open_call(shop)


@pytest.fixture
def foreign_call(transactional_db: None, other_installation: Installation) -> Call:
    """A call of somebody else's shop."""
    return open_call(open_shop(other_installation))


@dataclass
class Sender:
    """One participant's client."""

    call: Call
    participant: Participant

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> HttpResponse:
        """With the bearer and the protocol's version, unless `headers` say otherwise."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {"Authorization": f"Bearer {self.call.bearer(self.participant)}", **TUS, **named}
        kind = given.pop("Content-Type", "application/offset+octet-stream")
        return Client().generic(
            method, path.removeprefix("http://testserver"), body, content_type=kind, headers=given
        )

    def announce(self, name: str, size: int) -> HttpResponse:
        metadata = f"filename {base64.b64encode(name.encode()).decode()},filetype"
        return self.ask("POST", "/files/uploads", Upload_Length=str(size), Upload_Metadata=metadata)

    def send(self, name: str, content: bytes) -> str:
        """Send a whole file; gives the upload's address."""
        place = self.announce(name, len(content))["Location"]
        answer = self.ask("PATCH", place, content, Upload_Offset="0")
        assert answer.status_code == 204, answer.content
        return place

    def share(
        self, name: str = "photo.jpg", content: bytes = b"", now: datetime | None = None
    ) -> SharedFile:
        """Send a file and have it inspected; a photo unless another is given."""
        place = self.send(name, content or corpus.photo())
        file = SharedFile.objects.across_installations().get(pk=place.rpartition("/")[2])
        services.share_file(file.pk, clock=lambda: now or timezone.now())
        file.refresh_from_db()
        return file


@pytest.fixture
def customer(call: Call) -> Sender:
    return Sender(call, call.customer)


@pytest.fixture
def shopper(call: Call) -> Sender:
    return Sender(call, call.shopper)
