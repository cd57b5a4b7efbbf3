"""Why no mail is sent."""

from __future__ import annotations

from enum import StrEnum


class MailErrorCode(StrEnum):
    MAIL_NOT_CONFIGURED = "MAIL_NOT_CONFIGURED"
    RATE_LIMITED = "RATE_LIMITED"
