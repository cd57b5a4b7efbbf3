"""The kinds of mail: features above this one say how theirs are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .letter import Letter
from .models import Mail

Write = Callable[[Mail, datetime], Letter | None]
Settled = Callable[[Mail, datetime], None]


@dataclass(frozen=True)
class MailKind:
    """`write` reads what is true now; None when nobody wants the mail any more.

    `sent` is called after a mail of this kind went out, `undelivered` when it was given up, the
    latter within the transaction that notes it.
    """

    write: Write
    sent: Settled
    undelivered: Settled


_kinds: dict[str, MailKind] = {}


def _nothing(mail: Mail, now: datetime) -> None:
    pass


def register_mail_kind(
    name: str, *, write: Write, sent: Settled = _nothing, undelivered: Settled = _nothing
) -> None:
    """Let `write(mail, now)` write the mails of a kind; call this in AppConfig.ready."""
    _kinds[name] = MailKind(write, sent, undelivered)


def mail_kind(name: str) -> MailKind:
    """Raises KeyError for a kind that nobody registered."""
    return _kinds[name]
