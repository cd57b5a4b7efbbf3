"""Uploads in parts: at the right place, within the limits, by those who may."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.files import limits, services
from saleor_personal_shopper.core.files.models import FileState, SharedFile
from saleor_personal_shopper.core.files.selectors import upload_of
from saleor_personal_shopper.core.installations.models import Installation
from tests import factories
from tests.core.files.conftest import MAY, Commits, kept, receive

LATER = timedelta(hours=1)


def begin(
    participant: Participant, now: datetime, size: int = 10, name: str = "a.txt"
) -> SharedFile:
    return services.begin_upload(participant=participant, name=name, size=size, now=now)


def add(file: SharedFile, offset: int, data: bytes, now: datetime) -> SharedFile:
    participant = file.participant
    return services.add_part(file=file, participant=participant, offset=offset, data=data, now=now)


def test_parts_are_put_one_behind_the_other(customer: Participant, now: datetime) -> None:
    # given
    file = begin(customer, now, name="../../no\u202etes.txt")

    # when
    file = add(file, 0, b"12345", now)

    # then
    assert (file.state, file.received, file.name) == (FileState.RECEIVING, 5, "notes.txt")
    assert add(file, 5, b"67890", now).state == FileState.RECEIVED


def test_the_last_byte_asks_for_the_inspection_once(
    customer: Participant, now: datetime, commits: Commits, inspected_later: list[str]
) -> None:
    # when the last part comes, and comes again, and an empty one after it
    with commits():
        file = receive(customer, "a.txt", b"1234567890", now=now)
    with pytest.raises(DomainError, match="another place") as refused:
        add(file, 5, b"67890", now)
    with commits():
        file = add(file, 10, b"", now)

    # then
    assert refused.value.code == "OFFSET_MISMATCH"
    assert (file.received, inspected_later) == (10, [str(file.pk)])


@pytest.mark.parametrize("offset", [0, 3, 6])
def test_a_part_for_another_place_is_refused_and_not_kept(
    customer: Participant, now: datetime, offset: int, folder: Path
) -> None:
    file = add(begin(customer, now), 0, b"12345", now)

    with pytest.raises(DomainError) as refused:
        add(file, offset, b"67", now)

    assert refused.value.code == "OFFSET_MISMATCH"
    assert len(kept(folder)) == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_parts_that_come_at_once_one_wins(
    customer: Participant, now: datetime, folder: Path
) -> None:
    # given four requests that all saw the upload at its beginning
    file, results, together = begin(customer, now), [], threading.Barrier(4)

    def send() -> None:
        mine = SharedFile.objects.across_installations().get(pk=file.pk)
        together.wait()
        try:
            results.append(
                services.add_part(
                    file=mine, participant=customer, offset=0, data=b"12345", now=now
                ).received
            )
        except DomainError as error:
            results.append(str(error.code))
        finally:
            connection.close()

    # when
    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    # then
    assert sorted(results, key=str) == [5, *["OFFSET_MISMATCH"] * 3]
    file.refresh_from_db()
    assert (file.received, len(file.parts), len(kept(folder))) == (5, 1, 1)


def test_no_more_comes_than_was_announced(customer: Participant, now: datetime) -> None:
    with pytest.raises(DomainError) as refused:
        add(begin(customer, now), 0, b"12345678901", now)

    assert refused.value.code == "TOO_LARGE"


@pytest.mark.parametrize(
    ("size", "code"), [(0, "EMPTY"), (-1, "EMPTY"), (25 * 1024 * 1024 + 1, "TOO_LARGE")]
)
def test_a_file_has_some_bytes_and_25_megabytes_at_most(
    customer: Participant, now: datetime, size: int, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        begin(customer, now, size)

    assert refused.value.code == code
    assert begin(customer, now, 25 * 1024 * 1024).pk


def test_an_upload_waits_an_hour_for_its_next_part(customer: Participant, now: datetime) -> None:
    file = add(begin(customer, now), 0, b"1", now)
    file = add(file, 1, b"2", now + LATER - timedelta(seconds=1))

    with pytest.raises(DomainError) as refused:
        add(file, 2, b"3", now + 2 * LATER)

    assert refused.value.code == "EXPIRED"


def test_files_of_one_event_fill_its_quota(
    customer: Participant, shopper: Participant, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given
    monkeypatch.setattr(limits, "EVENT_BYTES", 100)
    begin(customer, now, 60)

    # then whoever sends, no more fits in; what was cancelled gives its place back
    with pytest.raises(DomainError) as refused:
        begin(shopper, now, 50)
    assert refused.value.code == "QUOTA_EXCEEDED"
    file = begin(shopper, now, 40)
    services.cancel_upload(file=file, now=now)
    assert begin(shopper, now, 40).pk


def test_one_participant_cannot_fill_the_event(
    customer: Participant, shopper: Participant, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "PARTICIPANT_FILES", 2)
    for _ in range(2):
        begin(customer, now)

    with pytest.raises(DomainError) as refused:
        begin(customer, now)

    assert refused.value.code == "QUOTA_EXCEEDED"
    assert begin(shopper, now).pk


def test_ten_thousand_files_end_at_the_rate_limit(customer: Participant, now: datetime) -> None:
    for _ in range(limits.UPLOADS_PER_WINDOW):
        services.cancel_upload(file=begin(customer, now), now=now)

    with pytest.raises(DomainError) as refused:
        begin(customer, now)

    assert refused.value.code == "RATE_LIMITED"
    cache.clear()
    assert begin(customer, now).pk


def test_who_may_not_send_files_is_refused(event: Event, now: datetime) -> None:
    guest = factories.participant(event, "GUEST", capabilities=["CHAT"])

    with pytest.raises(DomainError) as refused:
        begin(guest, now)

    assert refused.value.code == "PERMISSION_DENIED"


def test_after_the_end_nothing_more_is_received(
    event: Event, customer: Participant, now: datetime
) -> None:
    file = begin(customer, now)
    Event.objects.of(event.installation_id).update(status="FINISHED")
    customer.event.refresh_from_db()

    for attempt in (lambda: add(file, 0, b"1", now), lambda: begin(customer, now)):
        with pytest.raises(DomainError) as refused:
            attempt()
        assert refused.value.code == "ENDED"


def test_a_cancelled_upload_leaves_nothing(
    customer: Participant, now: datetime, commits: Commits, folder: Path
) -> None:
    file = add(begin(customer, now), 0, b"12345", now)

    with commits():
        services.cancel_upload(file=file, now=now)
        services.cancel_upload(file=file, now=now)

    assert kept(folder) == []
    assert not SharedFile.objects.across_installations().exists()


def test_an_upload_is_found_by_its_own_participant_alone(
    customer: Participant, shopper: Participant, other_installation: Installation, now: datetime
) -> None:
    file = begin(customer, now)
    stranger = factories.participant(factories.event(other_installation), capabilities=MAY)

    assert upload_of(customer, file.pk) == file
    for outsider in (shopper, stranger):
        with pytest.raises(DomainError) as refused:
            upload_of(outsider, file.pk)
        assert refused.value.code == "NOT_FOUND"
