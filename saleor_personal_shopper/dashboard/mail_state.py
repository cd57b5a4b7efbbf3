"""What became of a mail, for the page of what caused it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..core.notifications.models import Mail, MailStatus

QUICK = timedelta(seconds=12)


@dataclass(frozen=True)
class MailState:
    """A mail that was wanted. `is_fresh` while the page had better ask again in a moment; later
    it reads anew with the lists."""

    mail: Mail
    is_fresh: bool

    @property
    def is_pending(self) -> bool:
        return self.mail.status == MailStatus.PENDING

    @property
    def is_late(self) -> bool:
        """Whether an attempt has failed and another comes."""
        return self.is_pending and bool(self.mail.error)

    @property
    def is_sent(self) -> bool:
        return self.mail.status == MailStatus.SENT

    @property
    def is_given_up(self) -> bool:
        return self.mail.status == MailStatus.FAILED


def mail_state(mail: Mail | None, *, now: datetime) -> MailState | None:
    """None while there was no mail, or what there was became needless."""
    if mail is None or mail.status == MailStatus.DROPPED:
        return None
    is_new = now - mail.created_at < QUICK
    return MailState(mail, is_fresh=is_new and mail.status == MailStatus.PENDING)
