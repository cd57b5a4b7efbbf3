"""The Saleor permissions that the app asks for: just those that an operation or webhook needs."""

from __future__ import annotations

from .webhooks import WEBHOOKS

# By GraphQL operation in `operations/`; those that are not here need none.
OPERATION_PERMISSIONS = {
    "UpdatePrivateMetadata": "MANAGE_CHECKOUTS",
    # Without a channel: collections that are hidden in some channel are for staff to choose, too.
    "Collections": "MANAGE_ORDERS",
    "CollectionsOfProducts": "MANAGE_ORDERS",
    "Order": "MANAGE_ORDERS",
    "OrdersByCheckout": "MANAGE_ORDERS",
    "OrdersUpdatedSince": "MANAGE_ORDERS",
    "StaffUser": "MANAGE_STAFF",
    "StaffUserByEmail": "MANAGE_STAFF",
    "PermissionGroups": "MANAGE_STAFF",
    "Customer": "MANAGE_USERS",
}


def required_permissions() -> list[str]:
    """What the manifest asks for, in a fixed order."""
    by_webhooks = {webhook.permission for webhook in WEBHOOKS if webhook.permission}
    return sorted({*OPERATION_PERMISSIONS.values(), *by_webhooks})
