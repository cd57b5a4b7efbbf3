"""Putting a mail into the outbox, in the transaction of what causes it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ...errors import DomainError
from ...installations.locks import transaction_lock
from ...installations.models import Installation
from ..error_codes import MailErrorCode
from ..models import Mail, MailStatus
from ..retrying import GIVEN_UP_AFTER
from ..selectors import is_mail_configured

MAILS_AN_HOUR = 5
"""To one address, whatever they are about (S34)."""
HOUR = timedelta(hours=1)


def require_mail() -> None:
    """Raises DomainError MAIL_NOT_CONFIGURED where this server sends none."""
    if not is_mail_configured():
        raise DomainError(
            MailErrorCode.MAIL_NOT_CONFIGURED,
            _("Mail is not set up on this server. Send it from your own mail program instead."),
        )


@transaction.atomic
def enqueue_mail(
    *,
    installation: Installation,
    kind: str,
    key: str,
    about: uuid.UUID,
    recipient: str,
    data: dict[str, Any] | None = None,
    may_wait: bool = False,
    now: datetime,
) -> Mail:
    """Have a mail sent once this transaction is committed; the same key gives the mail there is.

    Beyond five mails an hour to one address it waits its turn (`may_wait`), or DomainError
    RATE_LIMITED is raised.
    """
    lock_recipient(installation, recipient)
    mails = Mail.objects.of(installation)
    known = mails.filter(key=key).first()
    if known is not None:
        return known
    due_at = _earliest(installation, recipient, now)
    if due_at > now and not may_wait:
        raise _crowded(due_at - now)
    mail = Mail.objects.create(
        installation=installation,
        kind=kind,
        key=key,
        about=about,
        recipient=recipient,
        data=data or {},
        created_at=now,
        due_at=due_at,
        expires_at=due_at + GIVEN_UP_AFTER,
    )
    _have_sent()
    return mail


@dataclass(frozen=True)
class Draft:
    """One of several mails about the same row.

    Without `due_at` it goes out at once, or waits its turn when its address got five mails within
    the hour; with it, at that time, which its kind checks again.
    """

    kind: str
    key: str
    recipient: str
    data: dict[str, Any]
    due_at: datetime | None = None
    is_counted: bool = True


@transaction.atomic
def enqueue_mails(
    *, installation: Installation, about: uuid.UUID, drafts: Iterable[Draft], now: datetime
) -> None:
    """Have several mails sent once this transaction is committed; keys that are known stay."""
    mails = [_mail(installation, about, draft, now) for draft in drafts]
    Mail.objects.across_installations().bulk_create(mails, ignore_conflicts=True)
    if any(mail.due_at <= now for mail in mails):
        _have_sent()


def _mail(installation: Installation, about: uuid.UUID, draft: Draft, now: datetime) -> Mail:
    due_at = draft.due_at or now
    if draft.is_counted:
        lock_recipient(installation, draft.recipient)
        due_at = _earliest(installation, draft.recipient, due_at)
    return Mail(
        installation=installation,
        kind=draft.kind,
        key=draft.key,
        about=about,
        recipient=draft.recipient,
        data=draft.data,
        created_at=now,
        due_at=due_at,
        expires_at=due_at + GIVEN_UP_AFTER,
        is_counted=draft.is_counted,
    )


def hasten_mail(mail: Mail, *, now: datetime) -> None:
    """Have a mail that waits for its next attempt tried at once."""
    waiting = Mail.objects.of(mail.installation_id).filter(pk=mail.pk, status=MailStatus.PENDING)
    if waiting.filter(due_at__gt=now).update(due_at=now):
        _have_sent()


def lock_recipient(installation: Installation, recipient: str) -> None:
    """Let nobody else put in mail to this address before the transaction ends."""
    transaction_lock(f"mail to {recipient.lower()} of {installation.pk}")


def _earliest(installation: Installation, recipient: str, now: datetime) -> datetime:
    """When the next mail may go to this address."""
    mails = Mail.objects.of(installation).filter(recipient__iexact=recipient, is_counted=True)
    recent = mails.filter(due_at__gt=now - HOUR).exclude(status=MailStatus.DROPPED)
    times = list(recent.order_by("-due_at").values_list("due_at", flat=True)[:MAILS_AN_HOUR])
    return max(now, times[-1] + HOUR) if len(times) == MAILS_AN_HOUR else now


def _crowded(wait: timedelta) -> DomainError:
    minutes = max(1, -(-wait // timedelta(minutes=1)))
    message = ngettext(
        "This address got %(mails)d mails within the hour. Try again in %(minutes)d minute.",
        "This address got %(mails)d mails within the hour. Try again in %(minutes)d minutes.",
        minutes,
    )
    values = {"mails": MAILS_AN_HOUR, "minutes": minutes}
    return DomainError(MailErrorCode.RATE_LIMITED, message % values, field="email")


def _have_sent() -> None:
    """The fast path; where it fails, the sweeper does it within seconds."""
    from ..tasks import sweep_mail

    transaction.on_commit(sweep_mail.delay, robust=True)
