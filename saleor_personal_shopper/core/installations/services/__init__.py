"""Changing installations: registration, settings and the intake of webhooks."""

from .channel_settings import record_widget_seen, update_channel_settings
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

__all__ = [
    "SettingsInvalid",
    "claim_jwks_fetch",
    "receive_webhook",
    "record_widget_seen",
    "register_installation",
    "remember_dashboard_origin",
    "resume_installation",
    "rotate_tokens",
    "set_module_grants",
    "store_jwks",
    "store_permissions",
    "suspend_installation",
    "token_of",
    "update_channel_settings",
    "update_shop_settings",
]
