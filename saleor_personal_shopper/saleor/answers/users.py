"""Staff users and customers."""

from __future__ import annotations

from typing import TypeVar

from ...core import saleor_data
from ..client.customer import Customer, CustomerUser
from ..client.fragments import StaffFields
from ..client.staff_user import StaffUser
from ..client.staff_user_by_email import StaffUserByEmail

AnswerT = TypeVar("AnswerT", StaffUser, StaffUserByEmail, Customer)


def seen(answer: AnswerT, permission: str) -> AnswerT:
    """The answer about a user, if the app may see him.

    Saleor says of those whom it may not see that they do not exist. Raises
    SaleorPermissionMissing.
    """
    held = answer.app.permissions if answer.app else None
    if answer.user is None and permission not in {one.code for one in held or ()}:
        raise saleor_data.SaleorPermissionMissing(permission)
    return answer


def staff_snapshot(fields: StaffFields | None) -> saleor_data.StaffSnapshot | None:
    """None also for a user who is a customer only."""
    if fields is None or not fields.is_staff:
        return None
    return saleor_data.StaffSnapshot(
        id=fields.id,
        email=fields.email,
        name=full_name(fields.first_name, fields.last_name, fields.email),
        is_active=fields.is_active,
        permissions=tuple(permission.code for permission in fields.user_permissions or ()),
        group_ids=tuple(group.id for group in fields.permission_groups or ()),
        avatar_url=fields.avatar.url if fields.avatar else "",
    )


def customer_snapshot(fields: CustomerUser) -> saleor_data.CustomerSnapshot:
    name = full_name(fields.first_name, fields.last_name, fields.email)
    return saleor_data.CustomerSnapshot(fields.id, fields.email, name)


def full_name(first_name: str, last_name: str, email: str) -> str:
    """The name, else the email, so that nobody is nameless."""
    return f"{first_name} {last_name}".strip() or email
