"""Out of the outbox: one mail a row, tried until the server takes it or nobody wants it (F21)."""

from __future__ import annotations

import threading
import uuid
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import (
    resume_installation,
    suspend_installation,
)
from saleor_personal_shopper.core.notifications.kinds import register_mail_kind
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.notifications.services import forget_recipient, send_due
from saleor_personal_shopper.core.notifications.services.send import LEASE, SENDERS
from saleor_personal_shopper.mail import fake_mailer
from tests.core.notifications.conftest import CARLA, Clock, Enqueue, Writer

pytestmark = pytest.mark.django_db


def state(mail: Mail) -> tuple[str, int, str]:
    mail.refresh_from_db()
    return mail.status, mail.attempts, mail.error


def minutes_to_wait(mail: Mail, clock: Clock) -> float:
    mail.refresh_from_db()
    return (mail.due_at - clock.now) / timedelta(minutes=1)


def server_is_tried_again() -> None:
    """The half minute of rest is over."""
    cache.clear()


def test_a_mail_is_sent_once(enqueue: Enqueue, clock: Clock, writer: Writer) -> None:
    mail = enqueue()

    assert send_due(clock=clock) == 1
    assert send_due(clock=clock) == 0

    (sent,) = fake_mailer.sent
    assert sent.message_id == f"<{mail.pk}@example.com>"
    assert (sent.to.email, sent.sender.email) == (CARLA, "shop@example.com")
    assert state(mail) == (MailStatus.SENT, 1, "")
    assert (mail.sent_at, mail.revision) == (clock.now, 3)


def test_the_longest_due_goes_first_and_nothing_before_its_time(
    enqueue: Enqueue, clock: Clock
) -> None:
    later = enqueue(now=clock.now + timedelta(seconds=2))
    first, second = enqueue(now=clock.now - timedelta(seconds=2)), enqueue()

    send_due(clock=clock)

    order = [mail.message_id for mail in fake_mailer.sent]
    assert order == [f"<{mail.pk}@example.com>" for mail in (first, second)]
    assert state(later)[0] == MailStatus.PENDING


def test_what_nobody_wants_any_more_is_dropped(
    enqueue: Enqueue, clock: Clock, writer: Writer
) -> None:
    mail = enqueue()
    writer.is_wanted = False

    send_due(clock=clock)

    assert state(mail)[0] == MailStatus.DROPPED
    assert (mail.recipient, fake_mailer.sent) == ("", [])


def test_nothing_is_sent_for_a_shop_that_removed_the_app(
    enqueue: Enqueue, clock: Clock, installation: Installation
) -> None:
    mail = enqueue()
    suspend_installation(
        installation=installation, reason="APP_DELETED", now=clock.now, is_removed=True
    )

    send_due(clock=clock)

    assert state(mail)[0] == MailStatus.DROPPED
    assert fake_mailer.sent == []


def test_mail_of_a_shop_that_switched_the_app_off_waits(
    enqueue: Enqueue, clock: Clock, installation: Installation
) -> None:
    mail = enqueue()
    suspend_installation(installation=installation, reason="deactivated", now=clock.now)

    send_due(clock=clock)
    resume_installation(installation=installation, now=clock.now)
    clock.advance(minutes=1)
    send_due(clock=clock)

    assert state(mail) == (MailStatus.SENT, 2, "")


def test_an_address_that_does_not_exist_is_given_up_at_once(
    enqueue: Enqueue, clock: Clock, writer: Writer
) -> None:
    fake_mailer.refused.add(CARLA)
    mail = enqueue()

    send_due(clock=clock)

    assert state(mail) == (MailStatus.FAILED, 1, "550 5.1.1 No such user")
    assert [one.pk for one in writer.undelivered] == [mail.pk]


def test_it_is_tried_after_1_2_4_8_16_and_30_minutes_for_48_hours(
    enqueue: Enqueue, clock: Clock, writer: Writer
) -> None:
    fake_mailer.deferred.add(CARLA)
    mail = enqueue()
    began = clock.now
    pauses = []

    while state(mail)[0] == MailStatus.PENDING:
        send_due(clock=clock)
        pauses.append(minutes_to_wait(mail, clock))
        clock.now = max(mail.due_at, clock.now)

    assert pauses[:8] == [1, 2, 4, 8, 16, 30, 30, 30]
    assert timedelta(hours=47) < clock.now - began <= timedelta(hours=48)
    assert state(mail)[::2] == (MailStatus.FAILED, "451 4.7.1 Come again later")
    assert [one.pk for one in writer.undelivered] == [mail.pk]


def test_a_deferred_mail_does_not_hold_up_the_others(enqueue: Enqueue, clock: Clock) -> None:
    fake_mailer.deferred.add(CARLA)
    deferred, other = enqueue(), enqueue(recipient="else@example.com")

    send_due(clock=clock)

    assert state(deferred)[0] == MailStatus.PENDING
    assert state(other)[0] == MailStatus.SENT


def test_a_server_that_is_down_for_hours_loses_nothing_and_gets_nothing_twice(
    enqueue: Enqueue, clock: Clock
) -> None:
    mails = [enqueue(recipient=f"customer-{number}@example.com") for number in range(8)]
    fake_mailer.is_down = True
    for _ in range(2 * 60):
        send_due(clock=clock)
        clock.advance(minutes=1)
        server_is_tried_again()

    fake_mailer.is_down = False
    for _ in range(31):
        send_due(clock=clock)
        clock.advance(minutes=1)

    assert {state(mail)[0] for mail in mails} == {MailStatus.SENT}
    assert len(fake_mailer.sent) == len({mail.message_id for mail in fake_mailer.sent}) == 8


def test_a_server_that_is_down_is_left_in_peace_for_half_a_minute(
    enqueue: Enqueue, clock: Clock
) -> None:
    fake_mailer.is_down = True
    tried, untried = enqueue(now=clock.now - timedelta(seconds=1)), enqueue()

    send_due(clock=clock)
    send_due(clock=clock)

    assert state(tried) == (MailStatus.PENDING, 1, "switched off")
    assert state(untried) == (MailStatus.PENDING, 0, "")


def test_a_fault_of_ours_is_tried_again_too(enqueue: Enqueue, clock: Clock) -> None:
    mail = enqueue(kind="of a newer version")

    send_due(clock=clock)

    assert state(mail) == (MailStatus.PENDING, 1, "KeyError")
    assert minutes_to_wait(mail, clock) == 1


def test_an_address_that_cannot_be_written_is_given_up(enqueue: Enqueue, clock: Clock) -> None:
    mail = enqueue(recipient='"a,b"@example.com')

    send_due(clock=clock)

    assert state(mail)[0] == MailStatus.FAILED
    assert "cannot be written to" in mail.error


def test_a_row_whose_sender_died_comes_back_within_a_minute(enqueue: Enqueue, clock: Clock) -> None:
    mail = enqueue()
    dead = {"lease_token": uuid.uuid4(), "leased_until": clock.now + LEASE, "attempts": 1}
    Mail.objects.of(mail.installation_id).update(**dead)

    assert send_due(clock=clock) == 0
    clock.advance(seconds=55)
    assert send_due(clock=clock) == 1

    assert state(mail) == (MailStatus.SENT, 2, "")


def test_a_sender_that_lost_its_lease_stops(enqueue: Enqueue, clock: Clock, writer: Writer) -> None:
    mail = enqueue()
    write = writer.write

    def slow(*arguments: object) -> object:
        """Meanwhile another took the row over."""
        Mail.objects.of(mail.installation_id).update(lease_token=uuid.uuid4())
        return write(*arguments)  # type: ignore[arg-type]

    register_mail_kind("test", write=slow)  # type: ignore[arg-type]

    assert send_due(clock=clock) == 0

    assert fake_mailer.sent == []
    assert state(mail)[0] == MailStatus.PENDING


def test_only_so_many_are_sent_at_once(enqueue: Enqueue, clock: Clock) -> None:
    busy = [enqueue(recipient=f"{number}@example.com") for number in range(SENDERS)]
    waiting = enqueue()
    for mail in busy:
        lease = {"lease_token": uuid.uuid4(), "leased_until": clock.now + LEASE}
        Mail.objects.of(mail.installation_id).filter(pk=mail.pk).update(**lease)

    assert send_due(clock=clock) == 0
    assert state(waiting) == (MailStatus.PENDING, 0, "")


def test_whoever_was_forgotten_meanwhile_stays_forgotten(
    enqueue: Enqueue, clock: Clock, writer: Writer
) -> None:
    mail = enqueue()
    write = writer.write

    def slow(*arguments: object) -> object:
        forget_recipient(mail.installation, CARLA, until=clock.now)
        return write(*arguments)  # type: ignore[arg-type]

    register_mail_kind("test", write=slow)  # type: ignore[arg-type]

    send_due(clock=clock)

    assert fake_mailer.sent == []
    assert state(mail)[0] == MailStatus.DROPPED
    assert mail.recipient == ""


@pytest.mark.django_db(transaction=True)
def test_any_number_of_workers_at_once_send_each_mail_once(enqueue: Enqueue, clock: Clock) -> None:
    mails = [enqueue(recipient=f"{number}@example.com") for number in range(30)]
    barrier = threading.Barrier(6)

    def work() -> None:
        barrier.wait()
        for _ in range(30):
            send_due(clock=clock)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sent = sorted(mail.message_id for mail in fake_mailer.sent)
    assert sent == sorted(f"<{mail.pk}@example.com>" for mail in mails)
