"""Handing due mails to the mail server, each by one sender at a time.

A sender holds a row by a lease. One that dies keeps it for less than a minute; then another
sends the mail again, under the same Message-ID. Should the first have died after the server took
the mail and before that was written down, the reader gets it twice: SMTP can promise no more.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from ... import ports
from ...expendable import keep, recall
from ...installations.locks import transaction_lock
from ..composing import compose
from ..kinds import mail_kind
from ..models import Mail, MailStatus
from ..retrying import pause_after

LEASE = timedelta(seconds=52)
"""Longer than a mailer may take (MAIL_SECONDS), shorter than a minute with the sweeper's pause."""
SENDERS = 2
"""At once, however many workers there are: a mail server that hangs must not hold them all."""
ROUND = timedelta(seconds=60)
"""How long one task goes on, so that a worker that is asked to end does so soon."""
DOWN_KEY = "mail-server-is-down"
DOWN_SECONDS = 30
log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


class LeaseLost(Exception):
    """Another sender may be at it: stop."""


def send_due(*, clock: Clock = timezone.now) -> int:
    """Send what is due, the longest due first; gives how many were settled.

    Harmless at any time and in any number. While the mail server does not answer, one mail in
    half a minute is tried.
    """
    settled = 0
    ends_at = clock() + ROUND
    while clock() < ends_at and not recall(DOWN_KEY):
        mail = _claim(clock())
        if mail is None:
            break
        settled += _send(mail, clock)
    return settled


@transaction.atomic
def _claim(now: datetime) -> Mail | None:
    """The longest due mail that nobody sends, under a lease; None also while enough are sent."""
    transaction_lock("mail senders")
    pending = Mail.objects.across_installations().filter(status=MailStatus.PENDING)
    if pending.filter(leased_until__gt=now).count() >= SENDERS:
        return None
    due = pending.filter(due_at__lte=now).exclude(leased_until__gt=now)
    # A row that is just being written to is sent by the next sweep, with what was written.
    free = due.select_for_update(of=("self",), skip_locked=True)
    mail = free.select_related("installation").order_by("due_at", "pk").first()
    if mail is None:
        return None
    mail.lease_token, mail.leased_until = uuid.uuid4(), now + LEASE
    mail.attempts += 1
    mail.save(update_fields=["lease_token", "leased_until", "attempts"])
    return mail


def _send(mail: Mail, clock: Clock) -> bool:
    """One attempt; whether the mail is settled."""
    try:
        if not _hand_over(mail, clock):
            return _settle(mail, status=MailStatus.DROPPED, recipient="")
    except LeaseLost:
        return False
    except ports.MailRefused as refusal:
        return _give_up(mail, str(refusal), clock())
    except Exception as error:
        return _put_off(mail, _trouble(mail, error), clock())
    return _note_sent(mail, clock())


def _hand_over(mail: Mail, clock: Clock) -> bool:
    """False when nobody wants the mail any more."""
    shop = mail.installation
    if not shop.is_active and not shop.is_removed:
        raise ports.MailDeferred("The shop has switched the app off")
    letter = mail_kind(mail.kind).write(mail, clock()) if shop.is_active else None
    if letter is None:
        return False
    outgoing = compose(mail, letter)
    mail.revision = letter.revision
    # Writing it may have taken long; whoever goes on has the whole lease before him.
    if not _mine(mail, leased_until=clock() + LEASE):
        raise LeaseLost
    ports.mailer().send(outgoing)
    return True


def _trouble(mail: Mail, error: Exception) -> str:
    """What is kept of it for those who wait."""
    if isinstance(error, ports.MailerUnavailable):
        keep(DOWN_KEY, True, seconds=DOWN_SECONDS)
    elif not isinstance(error, ports.MailDeferred):
        log.error("A mail could not be written", exc_info=error, extra={"mail": mail.pk})
        return type(error).__name__
    return str(error)


@transaction.atomic
def _note_sent(mail: Mail, now: datetime) -> bool:
    told = {"sent_at": now, "error": "", "revision": mail.revision}
    if not _settle(mail, status=MailStatus.SENT, **told):
        return False
    sent = mail_kind(mail.kind).sent
    transaction.on_commit(lambda: sent(mail, now), robust=True)
    return True


def _put_off(mail: Mail, error: str, now: datetime) -> bool:
    again_at = now + pause_after(mail.attempts)
    if again_at > mail.expires_at:
        return _give_up(mail, error, now)
    log.warning("A mail is tried again later: %s", error, extra={"mail": mail.pk})
    _mine(mail, due_at=again_at, error=error[:300], lease_token=None, leased_until=None)
    return False


@transaction.atomic
def _give_up(mail: Mail, error: str, now: datetime) -> bool:
    log.warning("A mail was given up: %s", error, extra={"mail": mail.pk, "kind": mail.kind})
    is_ours = _settle(mail, status=MailStatus.FAILED, error=error[:300])
    if is_ours:
        mail.status, mail.error = MailStatus.FAILED, error[:300]
        mail_kind(mail.kind).undelivered(mail, now)
    return is_ours


def _settle(mail: Mail, **values: object) -> bool:
    return _mine(mail, **values, lease_token=None, leased_until=None)


def _mine(mail: Mail, **values: object) -> bool:
    """Write to the row, if it is still this sender's."""
    rows = Mail.objects.of(mail.installation_id).filter(
        pk=mail.pk, status=MailStatus.PENDING, lease_token=mail.lease_token
    )
    return rows.update(**values) == 1
