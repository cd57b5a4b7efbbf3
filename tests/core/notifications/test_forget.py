"""Who got mail is forgotten: with the customer, and with time (P02, P08)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.notifications.services import (
    forget_mails_about,
    forget_recipient,
    purge_mails,
    send_due,
)
from saleor_personal_shopper.mail import fake_mailer
from tests.core.notifications.conftest import CARLA, Clock, Enqueue

pytestmark = pytest.mark.django_db


def test_what_waits_for_a_forgotten_address_is_never_sent(
    enqueue: Enqueue, clock: Clock, installation: Installation, other_installation: Installation
) -> None:
    mine, others = enqueue(), enqueue(recipient="else@example.com")
    elsewhere = enqueue(installation=other_installation)

    forget_recipient(installation, CARLA.upper(), until=clock.now)
    forget_recipient(installation, CARLA.upper(), until=clock.now)
    send_due(clock=clock)

    mine.refresh_from_db()
    assert (mine.status, mine.recipient) == (MailStatus.DROPPED, "")
    ids = {mail.message_id for mail in fake_mailer.sent}
    assert ids == {f"<{mail.pk}@example.com>" for mail in (others, elsewhere)}


def test_what_was_sent_no_longer_says_to_whom(
    enqueue: Enqueue, clock: Clock, installation: Installation
) -> None:
    about = uuid.uuid4()
    mail = enqueue(about=about)
    send_due(clock=clock)

    forget_mails_about(installation, [about])

    mail.refresh_from_db()
    assert (mail.status, mail.recipient) == (MailStatus.SENT, "")


def test_addresses_go_after_a_month_and_rows_after_a_year(enqueue: Enqueue, clock: Clock) -> None:
    fake_mailer.refused.add("else@example.com")
    sent, failed = enqueue(), enqueue(recipient="else@example.com")
    send_due(clock=clock)
    waiting = enqueue(recipient="later@example.com")

    purge_mails(now=clock.now + timedelta(days=29))
    sent.refresh_from_db()
    assert sent.recipient == CARLA

    assert purge_mails(now=clock.now + timedelta(days=30)) == 0
    for mail in (sent, failed, waiting):
        mail.refresh_from_db()
    assert (sent.recipient, failed.recipient, failed.error) == ("", "", "")
    assert waiting.recipient == "later@example.com"

    assert purge_mails(now=clock.now + timedelta(days=400)) == 2
    assert list(Mail.objects.across_installations()) == [waiting]


def test_no_row_ever_holds_what_a_mail_said(enqueue: Enqueue, clock: Clock) -> None:
    mail = enqueue()
    send_due(clock=clock)

    mail.refresh_from_db()
    kept = " ".join(str(getattr(mail, field.attname)) for field in Mail._meta.concrete_fields)
    assert "Hello" not in kept and "letter" not in kept.lower()


def test_mail_to_whoever_has_the_address_since_is_kept(
    enqueue: Enqueue, clock: Clock, installation: Installation
) -> None:
    mail = enqueue()

    forget_recipient(installation, CARLA, until=clock.now - timedelta(seconds=1))

    mail.refresh_from_db()
    assert (mail.status, mail.recipient) == (MailStatus.PENDING, CARLA)
