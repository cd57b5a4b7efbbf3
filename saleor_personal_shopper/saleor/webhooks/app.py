"""What Saleor's staff does to the app itself. Saleor tells an app that without any permission."""

from __future__ import annotations

from datetime import datetime

from ...core.installations.models import WebhookDelivery
from ...core.installations.services import suspend_installation
from ...core.ports import app_upkeep
from .. import proof, subscriptions
from .definition import Webhook

REMOVED = "The app was removed from Saleor. Install it again to go on."


class UpkeepBusy(Exception):
    """Somebody looks already, perhaps since before the change: look again later."""


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


def look_after(delivery: WebhookDelivery, now: datetime) -> None:
    """Staff gave the app permissions, or took some: see what it lacks now."""
    if not app_upkeep().keep_up(delivery.installation):
        raise UpkeepBusy


WEBHOOKS = (
    Webhook("APP_STATUS_CHANGED", subscriptions.APP_STATUS_CHANGED, None, check),
    Webhook("APP_UPDATED", subscriptions.APP_UPDATED, None, look_after),
    Webhook("APP_DELETED", subscriptions.APP_DELETED, None, suspend),
)
