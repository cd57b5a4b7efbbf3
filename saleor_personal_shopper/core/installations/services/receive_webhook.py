"""Taking a webhook in: one row, whatever happens later."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from ..models import Installation, WebhookDelivery, WebhookStatus
from ..tasks import work_webhook


def receive_webhook(
    *, installation: Installation, event: str, body: bytes, payload: Any, now: datetime
) -> WebhookDelivery | None:
    """Keep a verified webhook and have it worked; None when the same one was kept before.

    Saleor sends no delivery id, so the raw body is what tells two deliveries apart. One that we
    gave up and that Saleor's staff sends again gets a new chance. Where the broker is away, the
    sweeper finds the row.
    """
    digest = hashlib.sha256(body).hexdigest()
    with transaction.atomic():
        delivery, created = WebhookDelivery.objects.get_or_create(
            installation=installation,
            event=event,
            digest=digest,
            defaults={"payload": payload, "received_at": now, "due_at": now},
        )
        if not created and not _reopen(delivery, now):
            return None
        transaction.on_commit(lambda: work_webhook.delay(delivery.pk), robust=True)
    return delivery


def _reopen(delivery: WebhookDelivery, now: datetime) -> bool:
    failed = WebhookDelivery.objects.of(delivery.installation_id).filter(
        pk=delivery.pk, status=WebhookStatus.FAILED
    )
    values = {"status": WebhookStatus.RECEIVED, "attempts": 0, "due_at": now, "error": ""}
    return failed.update(**values) == 1
