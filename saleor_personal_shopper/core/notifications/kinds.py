"""The kinds of mail: features above this one say how theirs are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from .letter import Letter
from .models import Mail

Write = Callable[[Mail, datetime], Letter | None]
Undelivered = Callable[[Mail, datetime], None]


@dataclass(frozen=True)
class MailKind:
    """`write` reads what is true now; None when nobody wants the mail any more.

    `undelivered` is called, within the transaction, when a mail of this kind was given up.
    """

    write: Write
    undelivered: Undelivered


_kinds: dict[str, MailKind] = {}


def register_mail_kind(name: str, *, write: Write, undelivered: Undelivered) -> None:
    """Let `write(mail, now)` write the mails of a kind; call this in AppConfig.ready."""
    _kinds[name] = MailKind(write, undelivered)


def mail_kind(name: str) -> MailKind:
    """Raises KeyError for a kind that nobody registered."""
    return _kinds[name]
