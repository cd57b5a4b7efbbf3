"""The app's manifest, built from what the app really is; never from the request's Host header."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext as _

from .. import __version__
from .extensions import EXTENSIONS
from .identity import APP_ID
from .permissions import required_permissions
from .webhooks import WEBHOOKS, Webhook

# Our operations are valid from 3.21 to the coming 3.24; new tabs and widgets came with 3.22.
REQUIRED_SALEOR_VERSION = ">=3.22 <4"
LOGO = "personal_shopper/logo.png"


def manifest() -> dict[str, Any]:
    """What Saleor reads before it installs the app."""
    api = settings.APP_API_BASE_URL
    return {
        "id": APP_ID,
        "name": _("Personal Shopper"),
        "version": __version__,
        "about": _(
            "Live video calls with your customers: show products, fill their cart together, "
            "and see which orders the calls brought."
        ),
        "author": "Personal Shopper for Saleor",
        "permissions": required_permissions(),
        "appUrl": settings.APP_IFRAME_BASE_URL,
        "tokenTargetUrl": f"{api}/api/register",
        "requiredSaleorVersion": REQUIRED_SALEOR_VERSION,
        "brand": {"logo": {"default": f"{api}{static(LOGO)}"}},
        "extensions": [extension.as_manifest() for extension in EXTENSIONS],
        "webhooks": [_webhook(webhook) for webhook in WEBHOOKS],
    }


def webhook_url(slug: str) -> str:
    """Where Saleor delivers a webhook."""
    return f"{settings.APP_API_BASE_URL}/api/webhooks/saleor/{slug}"


def webhook_name(slug: str) -> str:
    """What Saleor's staff see it as."""
    return slug.replace("-", " ").capitalize()


def _webhook(webhook: Webhook) -> dict[str, Any]:
    return {
        "identifier": webhook.slug,
        "name": webhook_name(webhook.slug),
        "targetUrl": webhook_url(webhook.slug),
        "asyncEvents": [webhook.event],
        "query": webhook.query,
        "isActive": True,
    }
