"""What the merchant sets for one Saleor channel."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, TypedDict, Unpack

from django.db.models import Q
from django.utils.translation import gettext as _

from ...errors import DomainError
from ..error_codes import InstallationErrorCode
from ..models import ChannelSettings, Installation
from ..origins import normalise_origin, split_web_address
from .settings_errors import Clean, SettingsInvalid, clean_fields

URL_LIMIT = 500
ORIGINS_LIMIT = 20
CHECKOUT_ID_PLACEHOLDER = "{checkoutId}"
WIDGET_SEEN_PAUSE = timedelta(days=1)


class ChannelSettingsInput(TypedDict, total=False):
    """The fields to change; what is left out stays. Origins come as a list or one a line."""

    customer_url: str
    storefront_origins: Iterable[str] | str
    cart_url_template: str
    privacy_policy_url: str
    terms_url: str


def update_channel_settings(
    *, installation: Installation, channel: str, **values: Unpack[ChannelSettingsInput]
) -> ChannelSettings:
    """Change some settings of a channel. Raises SettingsInvalid with one error a field."""
    if not channel or len(channel) > 255:
        message = _("Choose one of the shop's channels.")
        raise SettingsInvalid(
            [DomainError(InstallationErrorCode.INVALID, message, field="channel")]
        )
    cleaned = clean_fields(dict(values), CLEANERS)
    saved, _created = ChannelSettings.objects.update_or_create(
        installation=installation, channel=channel, defaults=cleaned
    )
    return saved


def record_widget_seen(*, installation: Installation, channel: str, now: datetime) -> None:
    """Note that the widget runs in the shop; written once a day, for a channel that is set up."""
    due = Q(widget_seen_at=None) | Q(widget_seen_at__lte=now - WIDGET_SEEN_PAUSE)
    rows = ChannelSettings.objects.of(installation).filter(due, channel=channel)
    rows.update(widget_seen_at=now)


def _web_address(value: Any) -> str:
    text = str(value).strip()
    if not text:
        return ""
    try:
        split_web_address(text)
    except ValueError:
        raise ValueError(_("Enter a full address that starts with https://.")) from None
    if len(text) > URL_LIMIT:
        raise ValueError(_("Use an address of at most %d characters.") % URL_LIMIT)
    return text


def _cart_url_template(value: Any) -> str:
    """An address in which only {checkoutId} may stand in braces, and not in the host."""
    text = _web_address(value)
    placeholders = set(re.findall(r"\{[^}]*\}?", text)) - {CHECKOUT_ID_PLACEHOLDER}
    if placeholders or (text and "{" in split_web_address(text).netloc):
        raise ValueError(
            _("Only {checkoutId} may stand in braces, and only after the shop's host name.")
        )
    return text


def _origins(value: Any) -> list[str]:
    texts = re.split(r"[\s,]+", value) if isinstance(value, str) else [str(one) for one in value]
    found = list(dict.fromkeys(_origin(text) for text in texts if text.strip()))
    if len(found) > ORIGINS_LIMIT:
        raise ValueError(_("List at most %d addresses for one channel.") % ORIGINS_LIMIT)
    return found


def _origin(text: str) -> str:
    try:
        return normalise_origin(text)
    except ValueError:
        message = _("%s is not a web address. Write it like https://shop.example.com.")
        raise ValueError(message % text) from None


CLEANERS: dict[str, Clean] = {
    "customer_url": _web_address,
    "storefront_origins": _origins,
    "cart_url_template": _cart_url_template,
    "privacy_policy_url": _web_address,
    "terms_url": _web_address,
}
