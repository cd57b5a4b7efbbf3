"""Remembering which undelivered webhooks were read in Saleor, so that each is read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from ..models import Installation, MissedWebhook, Upkeep

REMEMBERED = timedelta(days=30)
"""Twice as long as Saleor keeps what it could not deliver."""


def unread_webhooks(installation: Installation, saleor_ids: Iterable[str]) -> set[str]:
    """Those of Saleor's deliveries that were not read yet."""
    asked = set(saleor_ids)
    rows = MissedWebhook.objects.of(installation).filter(saleor_id__in=asked)
    return asked.difference(rows.values_list("saleor_id", flat=True))


def record_missed_webhook(
    *,
    installation: Installation,
    saleor_id: str,
    event: str,
    sent_at: datetime,
    problem: str,
    now: datetime,
) -> None:
    """One was read; `problem` says why it could not be taken in, if so."""
    MissedWebhook.objects.of(installation).get_or_create(
        saleor_id=saleor_id,
        defaults={
            "installation": installation,
            "event": event,
            "sent_at": sent_at,
            "read_at": now,
            "problem": problem[:200],
        },
    )


def record_missed_read(*, installation: Installation, at: datetime | None, now: datetime) -> None:
    """All that Saleor could not deliver until `at` was read; None while that is not known."""
    Upkeep.objects.update_or_create(
        installation=installation,
        defaults={"missed_read_at": at},
        create_defaults={"missed_read_at": at, "due_at": now},
    )


def forget_missed_webhooks(now: datetime) -> int:
    """Delete what Saleor itself forgot since; gives how many."""
    rows = MissedWebhook.objects.across_installations()
    return rows.filter(read_at__lte=now - REMEMBERED).delete()[0]
