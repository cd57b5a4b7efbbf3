"""Background work on installations: webhooks, each soon after it came and until it succeeds."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from .erasure import erase_removed
from .locks import try_advisory_lock
from .services.missed_webhooks import forget_missed_webhooks
from .webhooks import due_deliveries, forget_deliveries, work_delivery


@shared_task
def work_webhook(delivery_id: int) -> None:
    """Work one delivery."""
    work_delivery(delivery_id=delivery_id, now=timezone.now())


@shared_task
def sweep_webhooks() -> None:
    """Have every due delivery worked: those that failed, and those that nobody was told of."""
    with try_advisory_lock("sweep-webhooks") as held:
        if held:
            for delivery_id in due_deliveries(timezone.now()):
                work_webhook.delay(delivery_id)


@shared_task
def erase_removed_installations() -> None:
    """Every hour: shops that removed the app weeks ago."""
    with try_advisory_lock("erase-removed-installations") as held:
        if held:
            erase_removed(now=timezone.now())


@shared_task
def purge_webhooks() -> None:
    """Forget what was settled long ago."""
    with try_advisory_lock("purge-webhooks") as held:
        if held:
            forget_deliveries(timezone.now())
            forget_missed_webhooks(timezone.now())
