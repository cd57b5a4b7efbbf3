"""Checkouts: what the shop's own page changes shows in the call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...core.carts.models import EventCheckout
from ...core.carts.services import doubt_open_carts, refresh_checkout
from ...core.installations.models import Installation, WebhookDelivery
from .. import subscriptions
from .definition import Webhook


def refresh(delivery: WebhookDelivery, now: datetime) -> None:
    """Read the checkout again, if an event works on it."""
    refresh_checkout(
        installation=delivery.installation,
        checkout_id=_checkout_id(delivery.payload),
        now=now,
    )


def is_in_an_event(installation: Installation, payload: dict[str, Any]) -> bool:
    """Most checkouts of a shop are nobody's business here, and their ids are not kept."""
    carts = EventCheckout.objects.of(installation).filter(closed_at=None)
    return carts.filter(checkout_id=_checkout_id(payload)).exclude(checkout_id="").exists()


def _checkout_id(payload: dict[str, Any]) -> str:
    return str((payload.get("checkout") or {}).get("id") or "")


WEBHOOKS = (
    Webhook(
        "CHECKOUT_UPDATED",
        subscriptions.CHECKOUT_UPDATED,
        "MANAGE_CHECKOUTS",
        refresh,
        is_in_an_event,
        when_missed=doubt_open_carts,
    ),
)
