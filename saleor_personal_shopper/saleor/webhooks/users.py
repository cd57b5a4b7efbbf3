"""Staff whose rights changed, and customers who were deleted."""

from __future__ import annotations

from datetime import datetime

from ...core.events.services import forget_customer, recheck_staff
from ...core.installations.models import WebhookDelivery
from ...core.shoppers.services import follow_staff
from .. import subscriptions
from .definition import Webhook


def recheck_one(delivery: WebhookDelivery, now: datetime) -> None:
    """Ask Saleor what the staff user may do now, and end what he may no longer do.

    Whoever is no longer active staff takes no bookings, until he is back.
    """
    user_id = (delivery.payload.get("user") or {}).get("id")
    recheck_staff(installation=delivery.installation, saleor_user_id=user_id, now=now)
    if user_id:
        follow_staff(installation=delivery.installation, saleor_user_id=user_id, now=now)


def recheck_all(delivery: WebhookDelivery, now: datetime) -> None:
    """A permission group changed: ask about everybody who is at work."""
    recheck_staff(installation=delivery.installation, now=now)


def forget(delivery: WebhookDelivery, now: datetime) -> None:
    """Drop what names or quotes the customer."""
    user = delivery.payload.get("user") or {}
    forget_customer(
        installation=delivery.installation,
        saleor_user_id=user.get("id") or "",
        email=user.get("email") or "",
        until=delivery.issued_at,
        now=now,
    )


WEBHOOKS = (
    Webhook("STAFF_CREATED", subscriptions.STAFF_CREATED, "MANAGE_STAFF", recheck_one),
    Webhook("STAFF_UPDATED", subscriptions.STAFF_UPDATED, "MANAGE_STAFF", recheck_one),
    Webhook("STAFF_DELETED", subscriptions.STAFF_DELETED, "MANAGE_STAFF", recheck_one),
    Webhook(
        "PERMISSION_GROUP_CREATED",
        subscriptions.PERMISSION_GROUP_CREATED,
        "MANAGE_STAFF",
        recheck_all,
    ),
    Webhook(
        "PERMISSION_GROUP_UPDATED",
        subscriptions.PERMISSION_GROUP_UPDATED,
        "MANAGE_STAFF",
        recheck_all,
    ),
    Webhook(
        "PERMISSION_GROUP_DELETED",
        subscriptions.PERMISSION_GROUP_DELETED,
        "MANAGE_STAFF",
        recheck_all,
    ),
    Webhook("CUSTOMER_DELETED", subscriptions.CUSTOMER_DELETED, "MANAGE_USERS", forget),
)
