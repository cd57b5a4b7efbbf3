"""Orders: what calls brought is credited, confirmed and reversed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ValidationError

from ...core.attribution.services import credit_order
from ...core.installations.models import Installation, WebhookDelivery
from ...core.ports import saleor_api
from ...core.saleor_data import OrderSnapshot
from .. import subscriptions
from ..answers.orders import order_snapshot
from ..client.fragments import OrderFields
from .definition import Webhook


def credit(delivery: WebhookDelivery, now: datetime) -> None:
    """Bring the order's credits up to the version that was sent."""
    snapshot = _snapshot(delivery.installation, delivery.payload.get("order") or {})
    if snapshot is not None:
        credit_order(installation=delivery.installation, snapshot=snapshot, now=now)


def _snapshot(installation: Installation, sent: dict[str, Any]) -> OrderSnapshot | None:
    """The order as sent; asked for when something of it is missing."""
    try:
        return order_snapshot(OrderFields.model_validate(sent))
    except ValidationError:
        order_id = sent.get("id")
        return saleor_api(installation).order(order_id) if order_id else None


WEBHOOKS = tuple(
    Webhook(event, selection, "MANAGE_ORDERS", credit)
    for event, selection in (
        ("ORDER_CREATED", subscriptions.ORDER_CREATED),
        ("ORDER_UPDATED", subscriptions.ORDER_UPDATED),
        ("ORDER_PAID", subscriptions.ORDER_PAID),
        ("ORDER_FULLY_PAID", subscriptions.ORDER_FULLY_PAID),
        ("ORDER_CANCELLED", subscriptions.ORDER_CANCELLED),
        ("ORDER_REFUNDED", subscriptions.ORDER_REFUNDED),
    )
)
