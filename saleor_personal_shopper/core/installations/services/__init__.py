"""Changing installations: registration, settings and the intake of webhooks."""

from .channel_settings import record_widget_seen, update_channel_settings
from .missed_webhooks import (
    forget_missed_webhooks,
    record_missed_read,
    record_missed_webhook,
    unread_webhooks,
)
from .module_grants import set_module_grants
from .receive_webhook import receive_webhook
from .registration import (
    claim_jwks_fetch,
    register_installation,
    remember_dashboard_origin,
    resume_installation,
    rotate_tokens,
    store_jwks,
    store_permissions,
    suspend_installation,
    token_of,
)
from .settings_errors import SettingsInvalid
from .shop_settings import update_shop_settings
from .upkeep import (
    due_for_upkeep,
    record_shortcomings,
    record_upkeep,
    record_upkeep_failure,
    request_upkeep,
)

__all__ = [
    "SettingsInvalid",
    "claim_jwks_fetch",
    "due_for_upkeep",
    "forget_missed_webhooks",
    "receive_webhook",
    "record_missed_read",
    "record_missed_webhook",
    "record_shortcomings",
    "record_upkeep",
    "record_upkeep_failure",
    "record_widget_seen",
    "register_installation",
    "remember_dashboard_origin",
    "request_upkeep",
    "resume_installation",
    "rotate_tokens",
    "set_module_grants",
    "store_jwks",
    "store_permissions",
    "suspend_installation",
    "token_of",
    "unread_webhooks",
    "update_channel_settings",
    "update_shop_settings",
]
