"""Staff users and customers."""

from __future__ import annotations

from ...core import ports
from ..client.customer import CustomerUser
from ..client.fragments import StaffFields


def staff_snapshot(fields: StaffFields | None) -> ports.StaffSnapshot | None:
    """None also for a user who is a customer only."""
    if fields is None or not fields.is_staff:
        return None
    return ports.StaffSnapshot(
        id=fields.id,
        email=fields.email,
        name=full_name(fields.first_name, fields.last_name, fields.email),
        is_active=fields.is_active,
        permissions=tuple(permission.code for permission in fields.user_permissions or ()),
        group_ids=tuple(group.id for group in fields.permission_groups or ()),
    )


def customer_snapshot(fields: CustomerUser) -> ports.CustomerSnapshot:
    name = full_name(fields.first_name, fields.last_name, fields.email)
    return ports.CustomerSnapshot(fields.id, fields.email, name)


def full_name(first_name: str, last_name: str, email: str) -> str:
    """The name, else the email, so that nobody is nameless."""
    return f"{first_name} {last_name}".strip() or email
