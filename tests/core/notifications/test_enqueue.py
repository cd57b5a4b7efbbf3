"""The way into the outbox: once for each key, with its cause, and not too often (S34)."""

from __future__ import annotations

import threading
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.error_codes import MailErrorCode
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.notifications.services import (
    MAILS_AN_HOUR,
    enqueue_mail,
    hasten_mail,
    require_mail,
)
from tests.core.notifications.conftest import CARLA, Enqueue

pytestmark = pytest.mark.django_db


def test_a_mail_is_due_at_once_and_given_up_after_two_days(enqueue: Enqueue, now: datetime) -> None:
    mail = enqueue()

    assert (mail.status, mail.due_at) == (MailStatus.PENDING, now)
    assert mail.expires_at == now + timedelta(hours=48)


def test_the_same_key_is_the_same_mail(
    enqueue: Enqueue, installation: Installation, other_installation: Installation
) -> None:
    first = enqueue(key="one")

    assert enqueue(key="one") == first
    assert enqueue(key="one", installation=other_installation) != first
    assert Mail.objects.of(installation).count() == 1


def test_what_is_rolled_back_sends_nothing(enqueue: Enqueue, installation: Installation) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        enqueue()
        raise RuntimeError

    assert not Mail.objects.of(installation).exists()


def test_it_is_sent_after_the_commit(
    enqueue: Enqueue, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    sweeps: list[str] = []
    task = "saleor_personal_shopper.core.notifications.tasks.sweep_mail"
    monkeypatch.setattr(f"{task}.delay", lambda: sweeps.append("sweep"))

    with django_capture_on_commit_callbacks(execute=True):
        enqueue()
        assert sweeps == []

    assert sweeps == ["sweep"]


def test_a_sixth_mail_within_the_hour_is_refused_with_the_time_to_wait(
    enqueue: Enqueue, now: datetime, other_installation: Installation
) -> None:
    for number in range(MAILS_AN_HOUR):
        enqueue(now=now + timedelta(minutes=number))

    with pytest.raises(DomainError) as refused:
        enqueue(now=now + timedelta(minutes=20), recipient="Carla@example.com")

    assert refused.value.code == MailErrorCode.RATE_LIMITED
    assert "Try again in 40 minutes." in refused.value.message
    # and neither other addresses nor other shops are concerned
    enqueue(recipient="else@example.com")
    enqueue(installation=other_installation)
    # and when the first is an hour old, there is room again
    enqueue(now=now + timedelta(minutes=60))


def test_what_may_wait_comes_in_its_turn(enqueue: Enqueue, now: datetime) -> None:
    for _ in range(MAILS_AN_HOUR):
        enqueue()

    waiting = [enqueue(may_wait=True, now=now + timedelta(minutes=1)) for _ in range(6)]

    hours = [(mail.due_at - now) / timedelta(hours=1) for mail in waiting]
    assert hours == [1, 1, 1, 1, 1, 2]


def test_dropped_mails_do_not_count(enqueue: Enqueue, installation: Installation) -> None:
    for _ in range(MAILS_AN_HOUR):
        enqueue()
    Mail.objects.of(installation).update(status=MailStatus.DROPPED)

    enqueue()


def test_one_may_be_hastened(enqueue: Enqueue, now: datetime) -> None:
    mail = enqueue()
    Mail.objects.of(mail.installation_id).update(due_at=now + timedelta(minutes=30))

    hasten_mail(mail, now=now)

    mail.refresh_from_db()
    assert mail.due_at == now


def test_a_mail_that_was_sent_is_not_hastened(enqueue: Enqueue, now: datetime) -> None:
    mail = enqueue()
    later = now + timedelta(minutes=30)
    Mail.objects.of(mail.installation_id).update(status=MailStatus.SENT, due_at=later)

    hasten_mail(mail, now=now)

    mail.refresh_from_db()
    assert (mail.status, mail.due_at) == (MailStatus.SENT, later)


def test_a_server_without_mail_says_so() -> None:
    with pytest.raises(DomainError) as refused:
        require_mail()

    assert refused.value.code == MailErrorCode.MAIL_NOT_CONFIGURED


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_exceed_the_limit(
    installation: Installation, now: datetime, mail_set_up: None
) -> None:
    barrier = threading.Barrier(12)
    refused: list[DomainError] = []

    def ask() -> None:
        try:
            barrier.wait()
            enqueue_mail(
                installation=installation,
                kind="test",
                key=uuid.uuid4().hex,
                about=uuid.uuid4(),
                recipient=CARLA,
                now=now,
            )
        except DomainError as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Mail.objects.of(installation).count() == MAILS_AN_HOUR
    assert len(refused) == 12 - MAILS_AN_HOUR
