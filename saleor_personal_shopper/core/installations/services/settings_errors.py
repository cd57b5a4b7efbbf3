"""All that is wrong with a settings form, told at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ...errors import DomainError, DomainErrors
from ..error_codes import InstallationErrorCode

Clean = Callable[[Any], Any]


class SettingsInvalid(DomainErrors):
    """One error a field."""


def clean_fields(values: dict[str, Any], cleaners: dict[str, Clean]) -> dict[str, Any]:
    """The given values in their stored form. Raises SettingsInvalid naming every bad field.

    A cleaner returns the stored form, or raises ValueError with the sentence for the merchant.
    """
    cleaned: dict[str, Any] = {}
    errors: list[DomainError] = []
    for name, value in values.items():
        try:
            cleaned[name] = cleaners[name](value)
        except ValueError as error:
            errors.append(DomainError(InstallationErrorCode.INVALID, str(error), field=name))
    if errors:
        raise SettingsInvalid(errors)
    return cleaned
