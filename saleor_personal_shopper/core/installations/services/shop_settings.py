"""What the merchant sets for the whole shop."""

from __future__ import annotations

from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ..models import AddingMode, Installation, ShopSettings
from .settings_errors import Clean, clean_fields


class ShopSettingsInput(TypedDict, total=False):
    """The fields to change; what is left out stays."""

    store_name: str
    adding_mode: str
    team_email: str
    attribution_window_days: int
    participant_limit: int


def update_shop_settings(
    *, installation: Installation, **values: Unpack[ShopSettingsInput]
) -> ShopSettings:
    """Change some settings of the shop. Raises SettingsInvalid with one error a field."""
    cleaned = clean_fields(dict(values), CLEANERS)
    saved, _created = ShopSettings.objects.update_or_create(
        installation=installation, defaults=cleaned
    )
    return saved


def _store_name(value: Any) -> str:
    name = " ".join(str(value).split())
    if len(name) > 120:
        raise ValueError(_("Use at most 120 characters for the store name."))
    return name


def _team_email(value: Any) -> str:
    email = str(value).strip()
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise ValueError(_("This is no email address. Write it like name@example.com.")) from None
    return email


def _adding_mode(value: Any) -> str:
    if value not in AddingMode.values:
        raise ValueError(_("Choose whether personal shoppers propose or add directly."))
    return str(value)


def _whole_number(lowest: int, highest: int) -> Clean:
    def clean(value: Any) -> int:
        message = _("Enter a whole number from %(lowest)d to %(highest)d.") % {
            "lowest": lowest,
            "highest": highest,
        }
        try:
            number = int(value)
        except (TypeError, ValueError):
            raise ValueError(message) from None
        if not lowest <= number <= highest:
            raise ValueError(message)
        return number

    return clean


CLEANERS: dict[str, Clean] = {
    "store_name": _store_name,
    "adding_mode": _adding_mode,
    "team_email": _team_email,
    "attribution_window_days": _whole_number(1, 90),
    "participant_limit": _whole_number(2, 8),
}
