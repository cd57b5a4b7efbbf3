"""What our webhooks ask Saleor to send: one subscription query per webhook.

Orders come whole, so that their handler needs no call back; the rest come as ids.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

OPERATIONS = Path(__file__).parent / "operations"
EVENT_FIELDS = "__typename issuedAt recipient { id }"
SPREAD = re.compile(r"\.\.\.\s*([A-Z]\w*)")
FRAGMENT = re.compile(r"^fragment (\w+) on \w+ \{.*?^\}", re.MULTILINE | re.DOTALL)

ORDER = "order { ...OrderFields }"
ORDER_CREATED = ("OrderCreated", ORDER)
ORDER_UPDATED = ("OrderUpdated", ORDER)
ORDER_PAID = ("OrderPaid", ORDER)
ORDER_FULLY_PAID = ("OrderFullyPaid", ORDER)
ORDER_CANCELLED = ("OrderCancelled", ORDER)
ORDER_REFUNDED = ("OrderRefunded", ORDER)
CHECKOUT_UPDATED = ("CheckoutUpdated", "checkout { id }")
STAFF_CREATED = ("StaffCreated", "user { id }")
STAFF_UPDATED = ("StaffUpdated", "user { id }")
STAFF_DELETED = ("StaffDeleted", "user { id }")
PERMISSION_GROUP_CREATED = ("PermissionGroupCreated", "permissionGroup { id }")
PERMISSION_GROUP_UPDATED = ("PermissionGroupUpdated", "permissionGroup { id }")
PERMISSION_GROUP_DELETED = ("PermissionGroupDeleted", "permissionGroup { id }")
CUSTOMER_DELETED = ("CustomerDeleted", "user { id email }")
APP_STATUS_CHANGED = ("AppStatusChanged", "app { id isActive }")
APP_UPDATED = ("AppUpdated", "app { id }")
APP_DELETED = ("AppDeleted", "app { id }")
ALL = (
    ORDER_CREATED,
    ORDER_UPDATED,
    ORDER_PAID,
    ORDER_FULLY_PAID,
    ORDER_CANCELLED,
    ORDER_REFUNDED,
    CHECKOUT_UPDATED,
    STAFF_CREATED,
    STAFF_UPDATED,
    STAFF_DELETED,
    PERMISSION_GROUP_CREATED,
    PERMISSION_GROUP_UPDATED,
    PERMISSION_GROUP_DELETED,
    CUSTOMER_DELETED,
    APP_STATUS_CHANGED,
    APP_UPDATED,
    APP_DELETED,
)


def subscription(event: tuple[str, str]) -> str:
    """The query of a webhook, with the fragments that it spreads."""
    type_name, selection = event
    query = (
        f"subscription {type_name} {{ event {{ {EVENT_FIELDS} "
        f"... on {type_name} {{ {selection} }} }} }}"
    )
    return "\n".join([query, *_fragments_of(query)])


def _fragments_of(text: str) -> list[str]:
    found: dict[str, str] = {}
    waiting = SPREAD.findall(text)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _all_fragments()[name]
            waiting += SPREAD.findall(found[name])
    return [found[name] for name in sorted(found)]


@cache
def _all_fragments() -> dict[str, str]:
    text = "\n".join(path.read_text() for path in sorted(OPERATIONS.glob("*.graphql")))
    return {match[1]: match[0] for match in FRAGMENT.finditer(text)}
