"""What goes, goes with its bytes (P02)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core import serializers

from saleor_personal_shopper.core.events.models import ChatMessage, Event, Participant, RoomMessage
from saleor_personal_shopper.core.events.services import forget_customer
from saleor_personal_shopper.core.files import services, storage
from saleor_personal_shopper.core.files.models import FileState, SharedFile
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.core.files.conftest import MAY, Commits, kept, receive, share

MARK = "MarkerOfCarla"
TEXT = f"{MARK} writes {MARK}\n".encode()
A_DAY = timedelta(days=1)


def grep(folder: Path) -> list[str]:
    """Files of the storage that hold the marker, in their name or content."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in paths if MARK in str(path) or MARK.encode() in path.read_bytes()]


def rows() -> str:
    models = (SharedFile, ChatMessage, RoomMessage)
    found = [row for model in models for row in model.objects.across_installations()]
    return json.dumps(json.loads(serializers.serialize("json", found)))


def test_forgetting_a_customer_leaves_no_byte_of_what_was_sent(
    event: Event,
    customer: Participant,
    shopper: Participant,
    now: datetime,
    commits: Commits,
    folder: Path,
) -> None:
    # given files of both sides, and one half received
    share(customer, f"{MARK}.txt", TEXT, now=now)
    share(shopper, f"offer for {MARK}.txt", TEXT, now=now)
    half = services.begin_upload(
        participant=customer, name=f"{MARK}.txt", size=len(TEXT) * 2, now=now
    )
    services.add_part(file=half, participant=customer, offset=0, data=TEXT, now=now)
    assert grep(folder)
    assert MARK in rows()

    # when
    with commits():
        forget_customer(installation=event.installation, saleor_user_id="VXNlcjox", now=now)

    # then
    assert (grep(folder), kept(folder)) == ([], [])
    assert MARK not in rows()
    assert not SharedFile.objects.across_installations().exists()


def test_what_a_crash_left_of_it_is_swept(
    event: Event, customer: Participant, now: datetime, folder: Path
) -> None:
    # given a customer forgotten by a process that died after the commit
    share(customer, f"{MARK}.txt", TEXT, now=now)
    forget_customer(installation=event.installation, saleor_user_id="VXNlcjox", now=now)
    assert grep(folder)

    # when
    services.sweep_files(now=now)

    # then
    assert grep(folder) == []
    assert not SharedFile.objects.across_installations().exists()


def test_other_calls_keep_their_files(
    event: Event, other_installation: Installation, now: datetime, commits: Commits, folder: Path
) -> None:
    other = factories.event(other_installation, status="LIVE", saleor_user_id="VXNlcjox")
    share(factories.participant(other, capabilities=MAY), now=now)

    with commits():
        forget_customer(installation=event.installation, saleor_user_id="VXNlcjox", now=now)

    assert SharedFile.objects.of(other_installation).get().state == FileState.SHARED
    assert "content" in kept(folder)


def test_abandoned_uploads_and_old_refusals_are_swept(
    customer: Participant, now: datetime, commits: Commits, folder: Path
) -> None:
    # given
    file = services.begin_upload(participant=customer, name="a.txt", size=10, now=now)
    services.add_part(file=file, participant=customer, offset=0, data=b"12345", now=now)
    share(customer, "page.html", b"<html>", now=now)
    shared = share(customer, now=now)

    # when
    with commits():
        services.sweep_files(now=now + timedelta(minutes=59))
    assert SharedFile.objects.across_installations().count() == 3
    for _ in range(2):
        with commits():
            services.sweep_files(now=now + timedelta(hours=2))

    # then only what was shared is there
    assert SharedFile.objects.across_installations().get() == shared
    assert kept(folder) == ["content", "thumbnail"]


def test_bytes_whose_row_is_gone_are_swept_and_others_are_not(
    event: Event, customer: Participant, now: datetime, folder: Path
) -> None:
    # given an event that was deleted, another that was not, and files of somebody else
    share(customer, now=now)
    other = factories.event(event.installation, status="LIVE")
    receive(factories.participant(other, capabilities=MAY), "a.txt", b"1234567890", now=now)
    foreign = folder / "somebody" / "else's"
    foreign.mkdir(parents=True)
    (foreign / "file").write_text("kept")
    event.delete()

    # when
    assert services.sweep_orphans() == 1

    # then
    assert [name.split("-")[0] for name in kept(folder)] == ["file", "part", "part"]
    assert services.sweep_orphans() == 0


def test_a_shop_goes_with_all_its_files(
    event: Event,
    customer: Participant,
    other_installation: Installation,
    now: datetime,
    folder: Path,
) -> None:
    share(customer, now=now)
    other = factories.event(other_installation, status="LIVE")
    mine = share(factories.participant(other, capabilities=MAY), now=now)

    for _ in range(2):
        services.erase_installation(event.installation_id)

    assert not (folder / str(event.installation_id)).exists()
    assert storage.open_stored(storage.content_key(mine)).read()


@pytest.mark.parametrize("name", ["../../x", "..\\..\\x", "/etc/passwd", "a/../../b"])
def test_names_never_reach_the_storage(
    event: Event, customer: Participant, now: datetime, folder: Path, name: str
) -> None:
    file = share(customer, name + ".txt", b"hello", now=now)

    expected = folder / str(event.installation_id) / str(event.pk) / str(file.pk)
    assert {path.parent for path in folder.rglob("*") if path.is_file()} == {expected}
