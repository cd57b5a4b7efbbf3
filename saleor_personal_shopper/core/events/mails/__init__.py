"""The mails about events and messages: what each says, and when nobody wants it any more."""

from __future__ import annotations

from ...notifications.kinds import register_mail_kind
from . import invitation, message_answer, message_notice


def register_mails() -> None:
    """Have the outbox know them."""
    register_mail_kind(
        invitation.KIND,
        write=invitation.write,
        sent=invitation.settled,
        undelivered=invitation.settled,
    )
    register_mail_kind(message_notice.KIND, write=message_notice.write)
    register_mail_kind(
        message_answer.KIND,
        write=message_answer.write,
        sent=message_answer.sent,
        undelivered=message_answer.undelivered,
    )
