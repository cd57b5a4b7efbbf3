"""The mails about events and messages: what each says, and when nobody wants it any more."""

from __future__ import annotations

from ...notifications.kinds import register_mail_kind
from . import invitation, message_answer, message_notice


def register_mails() -> None:
    """Have the outbox know them."""
    for mail in (invitation, message_notice, message_answer):
        register_mail_kind(mail.KIND, write=mail.write, undelivered=mail.undelivered)
