"""Upkeep: the app as Saleor keeps it stays what this version of the app needs.

Saleor never reads a manifest again. So webhooks are brought up to date with the app's own token,
and what only staff can give (permissions, and extensions by installing anew) is found and told.
"""

from .inspection import inspect
from .keeping import SaleorAppUpkeep, keep_up
from .missed import look_for_missed, read_missed
from .registered import RegisteredApp, read_app
from .shortcomings import missing_extensions, missing_permissions
from .wanted import wanted_digest, webhook_changes

__all__ = [
    "RegisteredApp",
    "SaleorAppUpkeep",
    "inspect",
    "keep_up",
    "look_for_missed",
    "missing_extensions",
    "missing_permissions",
    "read_app",
    "read_missed",
    "wanted_digest",
    "webhook_changes",
]
