"""The Saleor permissions that the app needs, by the names that staff know them by."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PERMISSION_NAMES: dict[str, str | Promise] = {
    "MANAGE_CHECKOUTS": _("Manage checkouts"),
    "MANAGE_ORDERS": _("Manage orders"),
    "MANAGE_STAFF": _("Manage staff"),
    "MANAGE_USERS": _("Manage customers"),
}


def permission_name(code: str) -> str:
    """As the Dashboard shows it; a permission without a name here goes by its code."""
    return str(PERMISSION_NAMES.get(code, code))
