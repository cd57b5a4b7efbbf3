"""Working off the webhooks that were taken in: each by its handler, until it succeeds once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db.models import F

from .models import WebhookDelivery, WebhookStatus

logger = logging.getLogger(__name__)

Handler = Callable[[WebhookDelivery, datetime], None]
_handlers: dict[str, Handler] = {}

MAX_ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(minutes=10)
CLAIM = timedelta(minutes=2)
OVERDUE = timedelta(minutes=5)
READABLE = timedelta(days=7)
KNOWN_AGAIN = timedelta(days=30)


def register_webhook_handler(event: str, handler: Handler) -> None:
    """Let `handler(delivery, now)` work Saleor's event, e.g. `ORDER_PAID`; call it in ready().

    A handler must be harmless the second time; what it raises has it called again later.
    """
    _handlers[event] = handler


def due_deliveries(now: datetime, *, limit: int = 500) -> list[int]:
    """Ids of the deliveries to work now, the longest due first."""
    rows = WebhookDelivery.objects.across_installations().filter(
        status=WebhookStatus.RECEIVED, due_at__lte=now
    )
    return list(rows.order_by("due_at").values_list("pk", flat=True)[:limit])


def overdue_deliveries(now: datetime) -> int:
    """How many were due long ago, and nobody has worked them."""
    due = now - OVERDUE
    rows = WebhookDelivery.objects.across_installations()
    return rows.filter(status=WebhookStatus.RECEIVED, due_at__lte=due).count()


def work_delivery(*, delivery_id: int, now: datetime) -> bool:
    """Hand one due delivery to its handler; False when it failed or is not ours to work now."""
    if not _claim(delivery_id, now):
        return False
    delivery = (
        WebhookDelivery.objects.across_installations()
        .select_related("installation")
        .get(pk=delivery_id)
    )
    handler = _handlers.get(delivery.event)
    try:
        if handler:
            handler(delivery, now)
    except Exception as error:
        _settle_failure(delivery, error, now)
        return False
    _settle(delivery, status=WebhookStatus.PROCESSED, processed_at=now, error="")
    return True


def forget_deliveries(now: datetime) -> int:
    """Empty what was settled a week ago, since payloads name customers; gives how many.

    That it came is known for thirty days, twice as long as Saleor may send it again.
    """
    rows = WebhookDelivery.objects.across_installations().exclude(status=WebhookStatus.RECEIVED)
    rows.filter(received_at__lte=now - KNOWN_AGAIN).delete()
    readable = rows.filter(received_at__lte=now - READABLE).exclude(payload={})
    return readable.update(payload={})


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many failures."""
    return min(FIRST_PAUSE * (1 << (attempts - 1)), LONGEST_PAUSE)


def _claim(delivery_id: int, now: datetime) -> bool:
    """Take a due delivery for two minutes; a worker that dies leaves it to the sweeper."""
    due = WebhookDelivery.objects.across_installations().filter(
        pk=delivery_id, status=WebhookStatus.RECEIVED, due_at__lte=now
    )
    return due.update(due_at=now + CLAIM, attempts=F("attempts") + 1) == 1


def _settle_failure(delivery: WebhookDelivery, error: Exception, now: datetime) -> None:
    logger.warning(
        "Webhook %s failed at attempt %d",
        delivery.event,
        delivery.attempts,
        exc_info=error,
        extra={"installation": delivery.installation_id, "webhook": delivery.pk},
    )
    if delivery.attempts >= MAX_ATTEMPTS:
        _settle(delivery, status=WebhookStatus.FAILED, error=type(error).__name__)
    else:
        due_at = now + pause_after(delivery.attempts)
        _settle(delivery, due_at=due_at, error=type(error).__name__)


def _settle(delivery: WebhookDelivery, **values: object) -> None:
    rows = WebhookDelivery.objects.of(delivery.installation_id).filter(pk=delivery.pk)
    rows.update(**values)
