"""The outbox: put a mail in, hand over what is due, forget whom it was for."""

from .enqueue import (
    MAILS_AN_HOUR,
    Draft,
    enqueue_mail,
    enqueue_mails,
    hasten_mail,
    lock_recipient,
    require_mail,
)
from .forget import forget_mails_about, forget_recipient, purge_mails
from .send import send_due

__all__ = [
    "MAILS_AN_HOUR",
    "Draft",
    "enqueue_mail",
    "enqueue_mails",
    "forget_mails_about",
    "forget_recipient",
    "hasten_mail",
    "lock_recipient",
    "purge_mails",
    "require_mail",
    "send_due",
]
