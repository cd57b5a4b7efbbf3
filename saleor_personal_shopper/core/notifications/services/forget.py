"""Whom mail was for: forgotten with the customer, and after some weeks anyway (P02, P08)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from ...installations.models import Installation
from ..models import Mail, MailStatus

ADDRESS_KEPT = timedelta(days=30)
ROW_KEPT = timedelta(days=400)
"""Longer than a call can be planned ahead, whose page says when it was announced."""
NOBODY: dict[str, Any] = {"recipient": "", "error": ""}


def forget_recipient(installation: Installation, recipient: str, until: datetime) -> None:
    """Send nothing written `until` then to this address, nor remember it. Harmless twice."""
    mails = Mail.objects.of(installation).filter(recipient__iexact=recipient)
    _forget(mails.filter(created_at__lte=until))


def forget_mails_about(installation: Installation, about: Iterable[uuid.UUID]) -> None:
    """As `forget_recipient` for every mail about these rows."""
    _forget(Mail.objects.of(installation).filter(about__in=list(about)))


def purge_mails(*, now: datetime) -> int:
    """Forget who got a mail after a month, and that there was one after a year; gives how many."""
    settled = Mail.objects.across_installations().exclude(status=MailStatus.PENDING)
    settled.filter(due_at__lte=now - ADDRESS_KEPT).exclude(recipient="").update(**NOBODY)
    return settled.filter(due_at__lte=now - ROW_KEPT).delete()[0]


def _forget(mails: QuerySet[Mail]) -> None:
    mails.filter(status=MailStatus.PENDING).update(status=MailStatus.DROPPED)
    mails.update(**NOBODY)
