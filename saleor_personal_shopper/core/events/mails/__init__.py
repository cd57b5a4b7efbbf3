"""The mails about events and messages: what each says, and when nobody wants it any more."""

from __future__ import annotations

from ...notifications.kinds import register_mail_kind
from . import (
    booking,
    booking_test,
    invitation,
    invitation_cancelled,
    message_answer,
    message_notice,
)
from .notices import Notice


def register_mails() -> None:
    """Have the outbox know them."""
    register_mail_kind(
        invitation.KIND,
        write=invitation.write,
        sent=invitation.settled,
        undelivered=invitation.settled,
    )
    register_mail_kind(invitation_cancelled.KIND, write=invitation_cancelled.write)
    for notice in Notice:
        register_mail_kind(notice.mail_kind, write=booking.write)
    register_mail_kind(booking_test.KIND, write=booking_test.write)
    register_mail_kind(message_notice.KIND, write=message_notice.write)
    register_mail_kind(
        message_answer.KIND,
        write=message_answer.write,
        sent=message_answer.sent,
        undelivered=message_answer.undelivered,
    )
