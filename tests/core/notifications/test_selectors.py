"""Reading the outbox."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.notifications.models import Mail, MailStatus
from saleor_personal_shopper.core.notifications.selectors import (
    last_mail,
    last_mails,
    undelivered_mail,
)
from tests.core.notifications.conftest import KIND, Enqueue

pytestmark = pytest.mark.django_db


def test_the_newest_mail_about_a_row_is_found(
    enqueue: Enqueue,
    installation: Installation,
    other_installation: Installation,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    one, two = uuid.uuid4(), uuid.uuid4()
    enqueue(about=one)
    newest = enqueue(about=one, now=now + timedelta(minutes=1))
    other = enqueue(about=two)
    enqueue(about=one, kind="another", now=now + timedelta(minutes=2))

    assert last_mail(installation, KIND, one) == newest
    assert last_mail(installation, KIND, uuid.uuid4()) is None
    assert last_mail(other_installation, KIND, one) is None
    with django_assert_num_queries(1):
        assert last_mails(KIND, [one, two]) == {one: newest, two: other}


def test_only_a_fresh_failure_that_nothing_followed_is_told(
    enqueue: Enqueue, installation: Installation, now: datetime
) -> None:
    failed = enqueue()
    assert undelivered_mail(installation, KIND, now=now) is None

    Mail.objects.of(installation).update(status=MailStatus.FAILED)
    assert undelivered_mail(installation, KIND, now=now) == failed
    assert undelivered_mail(installation, KIND, now=now + timedelta(days=8)) is None

    later = enqueue(now=now + timedelta(minutes=1))
    Mail.objects.of(installation).filter(pk=later.pk).update(status=MailStatus.SENT)
    assert undelivered_mail(installation, KIND, now=now + timedelta(minutes=2)) is None
