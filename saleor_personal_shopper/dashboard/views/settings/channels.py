"""What is set for each channel: the shop's addresses, policies, and the widget's lines to copy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from ....core import ports, saleor_data
from ....core.events.errors import not_found
from ....core.installations.models import ChannelSettings, Installation
from ....core.installations.selectors import all_channel_settings
from ....core.installations.services import SettingsInvalid, update_channel_settings
from ...callers import Caller
from ...content_security import own_origin
from .answers import refused, saved

FIELDS = (
    "customer_url",
    "storefront_origins",
    "cart_url_template",
    "privacy_policy_url",
    "terms_url",
)


@dataclass(frozen=True)
class ChannelForm:
    """One channel's fields as the form shows them."""

    slug: str
    name: str
    values: dict[str, str]
    snippet: str
    is_seen: bool

    @property
    def is_empty(self) -> bool:
        return not any(self.values.values())


def context(installation: Installation) -> dict[str, Any]:
    return {"channel_forms": channel_forms(installation)}


def channel_forms(installation: Installation) -> list[ChannelForm]:
    """One form for each channel of the shop."""
    kept = {one.channel: one for one in all_channel_settings(installation)}
    return [
        _form(installation, channel, kept.get(channel.slug) or ChannelSettings())
        for channel in ports.saleor_api(installation).channels()
    ]


def save(request: HttpRequest, caller: Caller, channel: str) -> HttpResponse:
    """Save one channel; only its own card is answered."""
    typed: Any = {name: request.POST.get(name, "") for name in FIELDS}
    form = _known_form(caller.installation, channel)
    try:
        update_channel_settings(installation=caller.installation, channel=form.slug, **typed)
    except SettingsInvalid as error:
        again = ChannelForm(form.slug, form.name, typed, form.snippet, form.is_seen)
        return refused(request, caller, "channel", {"form": again, "is_open": True}, error)
    context = {"form": _known_form(caller.installation, channel), "is_open": True}
    return saved(request, caller, "channel", context, _("Channel saved"))


def snippet(installation: Installation, channel: str) -> str:
    """The lines for the storefront's template (ST-16), with address and channel filled in."""
    values = {
        "app_url": own_origin(),
        "saleor_api_url": installation.saleor_api_url,
        "channel": channel,
    }
    return render_to_string("dashboard/settings/snippet.txt", values).strip()


def _form(
    installation: Installation, channel: saleor_data.Channel, kept: ChannelSettings
) -> ChannelForm:
    values = {name: getattr(kept, name) for name in FIELDS}
    return ChannelForm(
        slug=channel.slug,
        name=channel.name,
        values={**values, "storefront_origins": "\n".join(kept.storefront_origins)},
        snippet=snippet(installation, channel.slug),
        is_seen=kept.widget_seen_at is not None,
    )


def _known_form(installation: Installation, slug: str) -> ChannelForm:
    """The form of a channel that Saleor has. Raises DomainError NOT_FOUND for any other."""
    for form in channel_forms(installation):
        if form.slug == slug:
            return form
    raise not_found()
