"""What became of a mail, for the page of what caused it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..core.notifications.models import Mail, MailStatus

SOON = timedelta(seconds=30)


@dataclass(frozen=True)
class MailState:
    """`ask_again` is how many seconds later the page asks again; None when nothing will change
    soon."""

    mail: Mail
    ask_again: int | None

    @property
    def is_late(self) -> bool:
        """Whether an attempt has failed and another comes."""
        return self.mail.status == MailStatus.PENDING and bool(self.mail.error)


def mail_state(mail: Mail | None, *, now: datetime) -> MailState | None:
    """None while there was no mail, or what there was became needless."""
    if mail is None or mail.status == MailStatus.DROPPED:
        return None
    if mail.status != MailStatus.PENDING:
        return MailState(mail, None)
    return MailState(mail, 2 if now - mail.created_at < SOON else 15)
