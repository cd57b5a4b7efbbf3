"""What is set for the whole shop: name, adding (K1), attribution window, size of a call."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from ....core.events.mails import message_notice
from ....core.installations.models import AddingMode, Installation
from ....core.installations.selectors import shop_settings
from ....core.installations.services import SettingsInvalid, update_shop_settings
from ....core.notifications.selectors import undelivered_mail
from ...callers import Caller
from ...mail_state import mail_state
from .answers import refused, saved

FIELDS = (
    "store_name",
    "adding_mode",
    "attribution_window_days",
    "participant_limit",
    "team_email",
)


def context(installation: Installation) -> dict[str, Any]:
    shop = shop_settings(installation)
    refused = undelivered_mail(installation, message_notice.KIND, now=timezone.now())
    return {
        "shop": {name: getattr(shop, name) for name in FIELDS},
        "adding_modes": AddingMode,
        "notice": mail_state(refused, now=timezone.now()),
    }


def save(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Save the section."""
    typed: Any = {name: request.POST.get(name, "") for name in FIELDS}
    try:
        update_shop_settings(installation=caller.installation, **typed)
    except SettingsInvalid as error:
        again = {**context(caller.installation), "shop": typed}
        return refused(request, caller, "shop", again, error)
    return saved(request, caller, "shop", context(caller.installation), _("Store settings saved"))
