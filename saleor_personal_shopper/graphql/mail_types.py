"""Mails in the schema."""

from __future__ import annotations

from datetime import datetime
from typing import Self

import strawberry

from ..core.notifications.models import Mail, MailStatus


@strawberry.type(name="PersonalShopperMail", description="A mail of ours, and how far it got.")
class MailType:
    status: MailStatus
    recipient: str | None = strawberry.field(description="Null once it was forgotten.")
    created_at: datetime
    sent_at: datetime | None = strawberry.field(description="When the mail server took it.")
    next_attempt_at: datetime | None = strawberry.field(
        description="Null unless it is still to be sent."
    )
    problem: str | None = strawberry.field(
        description="Why the last attempt failed, in the mail server's words."
    )

    @classmethod
    def of(cls, row: Mail) -> Self:
        is_pending = row.status == MailStatus.PENDING
        return cls(
            status=MailStatus(row.status),
            recipient=row.recipient or None,
            created_at=row.created_at,
            sent_at=row.sent_at,
            next_attempt_at=row.due_at if is_pending else None,
            problem=row.error or None,
        )
