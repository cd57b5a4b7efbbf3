"""Reading the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from ..installations.models import Installation
from .models import Mail, MailStatus

RECENT = timedelta(days=7)
OVERDUE = timedelta(minutes=5)


def is_mail_configured() -> bool:
    """Whether this server sends mail at all."""
    return settings.SMTP_SERVER is not None


def last_mail(installation: Installation, kind: str, about: uuid.UUID) -> Mail | None:
    """The newest mail of a kind about a row."""
    mails = Mail.objects.of(installation).filter(kind=kind, about=about)
    return mails.order_by("-created_at", "-pk").first()


def last_mails(kind: str, about: Iterable[uuid.UUID]) -> dict[uuid.UUID, Mail]:
    """As `last_mail` for many rows at once, by the row's key, which names its installation too."""
    mails = Mail.objects.across_installations().filter(kind=kind, about__in=list(about))
    newest = mails.order_by("about", "-created_at", "-pk").distinct("about")
    return {mail.about: mail for mail in newest}


def mails_about(installation: Installation, about: uuid.UUID) -> QuerySet[Mail]:
    """Every mail about a row that was sent, is to be sent or was given up, by its time."""
    mails = Mail.objects.of(installation).filter(about=about)
    at = Coalesce("sent_at", "due_at")
    return mails.exclude(status=MailStatus.DROPPED).annotate(at=at).order_by("at", "pk")


def undelivered_mail(installation: Installation, kind: str, *, now: datetime) -> Mail | None:
    """The newest mail of a kind, if it was given up within the last days."""
    mails = Mail.objects.of(installation).filter(kind=kind, due_at__gt=now - RECENT)
    settled = mails.filter(status__in=[MailStatus.SENT, MailStatus.FAILED])
    newest = settled.order_by("-due_at").first()
    return newest if newest and newest.status == MailStatus.FAILED else None


@dataclass(frozen=True)
class Backlog:
    """Mails of all installations that did not go out as they should; `reason` is the newest."""

    unsent: int
    deferred: int
    given_up: int
    reason: str


def outbox_backlog(*, now: datetime) -> Backlog:
    """What waits unsent although due, what the mail server put off, and what was given up."""
    mails = Mail.objects.across_installations()
    pending = mails.filter(status=MailStatus.PENDING)
    deferred = pending.exclude(error="")
    newest = deferred.order_by("-due_at").values_list("error", flat=True).first()
    given_up = mails.filter(status=MailStatus.FAILED, due_at__gt=now - timedelta(days=1))
    return Backlog(
        unsent=pending.filter(due_at__lt=now - OVERDUE).count(),
        deferred=deferred.count(),
        given_up=given_up.count(),
        reason=newest or "",
    )
