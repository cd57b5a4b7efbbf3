"""From the last byte to one chat message, whatever dies on the way."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from saleor_personal_shopper.core import ports
from saleor_personal_shopper.core.events.models import ChatMessage, Event, Participant, RoomMessage
from saleor_personal_shopper.core.events.room import welcome
from saleor_personal_shopper.core.files import services, storage
from saleor_personal_shopper.core.files.models import FileState, SharedFile
from saleor_personal_shopper.core.files.services import share as sharing
from saleor_personal_shopper.files import fake_scanner
from tests.core.files import corpus
from tests.core.files.conftest import Commits, kept, receive, share
from tests.core.files.corpus import EICAR, MARKER

A_MINUTE = timedelta(minutes=1)


def messages() -> list[ChatMessage]:
    return list(ChatMessage.objects.across_installations())


def test_a_photo_becomes_a_message_with_a_thumbnail(
    customer: Participant, now: datetime, commits: Commits, folder: Path
) -> None:
    # when
    with commits():
        file = share(customer, "beach \u202e.HEIC", corpus.photo(), now=now)

    # then only the clean copies are kept
    assert kept(folder) == ["content", "thumbnail"]
    assert not any(MARKER in path.read_bytes() for path in folder.rglob("*") if path.is_file())

    # and the room is told where they are
    (message,) = messages()
    assert (file.state, file.message, message.text) == (FileState.SHARED, message, "")
    told = RoomMessage.objects.across_installations().get(type="chat.message").data["file"]
    assert told == {
        "id": told["id"],
        "name": "beach.jpg",
        "size": storage.open_stored(storage.content_key(file)).size,
        "contentType": "image/jpeg",
        "width": 48,
        "height": 64,
        "url": f"http://testserver/files/{file.pk}",
        "thumbnailUrl": f"http://testserver/files/{file.pk}/thumbnail",
    }


def test_a_document_has_no_thumbnail(customer: Participant, now: datetime, folder: Path) -> None:
    file = share(customer, "letter.docx", corpus.ooxml(corpus.WORD), now=now)

    assert not file.is_picture
    (message,) = messages()
    assert message.file is not None
    assert message.file["width"] is None
    assert "thumbnail" not in kept(folder)


def test_whoever_comes_later_sees_the_file_in_the_welcome(
    event: Event, customer: Participant, shopper: Participant, now: datetime
) -> None:
    share(customer, now=now)

    (message,) = welcome(event, shopper, now=now)["data"]["chat"]

    assert message["file"]["name"] == "photo.jpg"


def test_two_deliveries_of_the_task_make_one_message(
    customer: Participant, now: datetime, commits: Commits, folder: Path
) -> None:
    file = share(customer, now=now)

    for _ in range(2):
        assert services.share_file(file.pk, clock=lambda: now + A_MINUTE) is None

    assert len(messages()) == 1


def test_two_workers_that_inspect_at_once_make_one_message(
    customer: Participant, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a worker so slow that another took the file up in the meantime
    file = receive(customer, "photo.jpg", corpus.photo(), now=now)
    inspect = sharing.inspect
    later = now + 2 * sharing.TERM

    def slow(source: Path, **how: Any) -> Any:
        monkeypatch.setattr(sharing, "inspect", inspect)
        services.share_file(file.pk, clock=lambda: later)
        return inspect(source, **how)

    monkeypatch.setattr(sharing, "inspect", slow)

    # when
    services.share_file(file.pk, clock=lambda: now)

    # then
    file.refresh_from_db()
    assert (file.state, len(messages())) == (FileState.SHARED, 1)


@pytest.mark.parametrize("step", ["_examine", "_keep", "_post"])
def test_a_worker_that_died_is_followed_by_the_sweeper(
    customer: Participant,
    now: datetime,
    commits: Commits,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    # given a worker that died in the middle
    file = receive(customer, "photo.jpg", corpus.photo(), now=now)

    def die(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(sharing, step, die)
        with pytest.raises(KeyboardInterrupt):
            services.share_file(file.pk, clock=lambda: now)

    # when its term is over
    services.sweep_files(now=now + A_MINUTE)
    assert messages() == []
    with commits():
        services.sweep_files(now=now + sharing.TERM)

    # then
    assert len(messages()) == 1
    assert kept(folder) == ["content", "thumbnail"]


def test_a_file_that_kills_every_worker_is_refused(customer: Participant, now: datetime) -> None:
    file = receive(customer, "photo.jpg", corpus.photo(), now=now)
    SharedFile.objects.across_installations().update(attempts=sharing.TRIES)

    services.share_file(file.pk, clock=lambda: now)

    file.refresh_from_db()
    assert (file.state, file.refusal, messages()) == (FileState.REFUSED, "DAMAGED", [])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("page.html", b"<html><script>alert(1)</script>", "ACTIVE_CONTENT"),
        ("eicar.txt", EICAR, "INFECTED"),
        ("macro.docm", corpus.macro_word(), "ACTIVE_CONTENT"),
    ],
)
def test_what_is_refused_is_not_kept_and_nobody_is_told(
    customer: Participant, now: datetime, folder: Path, name: str, content: bytes, code: str
) -> None:
    file = share(customer, name, content, now=now)

    assert (file.state, file.refusal) == (FileState.REFUSED, code)
    assert (kept(folder), messages()) == ([], [])


def test_nothing_is_passed_on_while_the_scanner_is_away(
    customer: Participant, now: datetime
) -> None:
    # given
    fake_scanner.is_down = True
    file = share(customer, now=now)
    assert (file.state, messages()) == (FileState.RECEIVED, [])

    # when it is back
    fake_scanner.is_down = False
    services.sweep_files(now=now + sharing.SCAN_PAUSE)

    # then
    assert len(messages()) == 1


def test_a_scanner_that_stays_away_refuses(customer: Participant, now: datetime) -> None:
    fake_scanner.is_down = True
    file = share(customer, now=now)

    for seconds in range(20, 1000, 20):
        services.sweep_files(now=now + timedelta(seconds=seconds))

    file.refresh_from_db()
    assert (file.state, file.refusal) == (FileState.REFUSED, "NOT_CHECKED")


@pytest.mark.parametrize("end", ["event", "leave", "cancel", "forget"])
def test_what_ends_during_the_inspection_ends_the_file(
    event: Event,
    customer: Participant,
    now: datetime,
    commits: Commits,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    end: str,
) -> None:
    # given
    file = receive(customer, "photo.jpg", corpus.photo(), now=now)
    inspect = sharing.inspect

    def inspect_meanwhile(source: Path, **how: Any) -> Any:
        with commits():
            if end == "event":
                Event.objects.of(event.installation_id).update(status="FINISHED")
            elif end == "leave":
                Participant.objects.of(event.installation_id).update(left_at=now)
            elif end == "cancel":
                services.cancel_upload(file=file, now=now)
            else:
                services.forget_files_of(event, now)
        return inspect(source, **how)

    monkeypatch.setattr(sharing, "inspect", inspect_meanwhile)

    # when
    with commits():
        services.share_file(file.pk, clock=lambda: now)

    # then
    assert (messages(), kept(folder)) == ([], [])


def test_the_scanner_of_the_settings_is_asked() -> None:
    assert isinstance(ports.file_scanner(), fake_scanner.FakeFileScanner)
