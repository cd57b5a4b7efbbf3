"""What Saleor's staff does to the app itself. Saleor tells an app that without any permission."""

from __future__ import annotations

from datetime import datetime

from ...core.installations.models import WebhookDelivery
from ...core.installations.services import suspend_installation
from .. import proof, subscriptions
from .definition import Webhook

REMOVED = "The app was removed from Saleor. Install it again to go on."


def check(delivery: WebhookDelivery, now: datetime) -> None:
    """See which it is now, since two quick changes may come in either order."""
    proof.check(delivery.installation, now=now)


def suspend(delivery: WebhookDelivery, now: datetime) -> None:
    suspend_installation(
        installation=delivery.installation,
        reason=REMOVED,
        now=now,
        app_id=(delivery.payload.get("app") or {}).get("id") or "",
        is_removed=True,
    )


WEBHOOKS = (
    Webhook("APP_STATUS_CHANGED", subscriptions.APP_STATUS_CHANGED, None, check),
    Webhook("APP_DELETED", subscriptions.APP_DELETED, None, suspend),
)
