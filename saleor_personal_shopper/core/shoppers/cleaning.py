"""Checks of what people type into the forms of personal shoppers, hours and campaigns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ..errors import DomainError, DomainErrors
from .error_codes import ShopperErrorCode as Code

Clean = Callable[[Any], Any]
LANGUAGES_LIMIT = 10


def clean_form(
    values: Mapping[str, Any], cleaners: Mapping[str, Clean], *, required: Iterable[str] = ()
) -> dict[str, Any]:
    """The given values in their stored form; those `required` must be among them.

    A cleaner gives the stored form or raises DomainError. Raises DomainErrors with one error a
    field.
    """
    cleaned: dict[str, Any] = {}
    errors: list[DomainError] = []
    for name in (*values, *(one for one in required if one not in values)):
        try:
            cleaned[name] = cleaners[name](values.get(name))
        except DomainError as error:
            errors.append(DomainError(error.code, error.message, field=name))
    if errors:
        raise DomainErrors(errors)
    return cleaned


def missing() -> DomainError:
    return DomainError(Code.REQUIRED, _("Please fill this in."))


def wrong(message: str) -> DomainError:
    return DomainError(Code.INVALID, message)


def gone(message: str) -> DomainError:
    """What is not there and what is another shop's look the same."""
    return DomainError(Code.NOT_FOUND, message)


def text(limit: int, *, is_required: bool = False) -> Clean:
    """Without surrounding space, and without what PostgreSQL cannot keep."""

    def clean(value: Any) -> str:
        cleaned = str(value or "").replace("\x00", "").encode(errors="ignore").decode().strip()
        if is_required and not cleaned:
            raise missing()
        if len(cleaned) > limit:
            raise wrong(_("Use at most %(limit)d characters.") % {"limit": limit})
        return cleaned

    return clean


def line(limit: int) -> Clean:
    """One line that can stand in the header of a mail; empty for none."""

    def clean(value: Any) -> str:
        return str(text(limit)(" ".join(str(value or "").split())))

    return clean


def email_address(value: Any) -> str:
    """An address that mail can be written to; empty for none."""
    cleaned = str(text(254)(value))
    try:
        if cleaned:
            validate_email(cleaned)
    except ValidationError:
        raise wrong(_("Enter an email address such as name@example.com.")) from None
    return cleaned


def whole_number(lowest: int, highest: int, *, is_optional: bool = False) -> Clean:
    """A number, or its digits; None for nothing where it is optional."""

    def clean(value: Any) -> int | None:
        if value in (None, ""):
            if is_optional:
                return None
            raise missing()
        try:
            number = int(str(value))
        except ValueError:
            number = lowest - 1
        if not lowest <= number <= highest:
            message = _("Enter a whole number from %(lowest)d to %(highest)d.")
            raise wrong(message % {"lowest": lowest, "highest": highest})
        return number

    return clean


def day(value: Any) -> date:
    """A date, or its ISO form."""
    if value in (None, ""):
        raise missing()
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise wrong(_("Choose a date.")) from None
    if not 2000 <= found.year <= 2200:
        raise wrong(_("Choose a date."))
    return found


@cache
def time_zones() -> frozenset[str]:
    """Every zone that we know, read once: it is a walk through hundreds of files."""
    return frozenset(available_timezones())


def time_zone(value: Any) -> str:
    """The IANA name of a zone."""
    if not value:
        raise missing()
    if value not in time_zones():
        raise wrong(_("Choose a time zone from the list."))
    return str(value)


def flag(value: Any) -> bool:
    return bool(value)


def languages(value: Any) -> list[str]:
    """Two-letter codes (ISO 639-1), each once, in the order given."""
    found = list(dict.fromkeys(str(one).strip().lower() for one in value or ()))
    if len(found) > LANGUAGES_LIMIT or not all(
        len(one) == 2 and one.isascii() and one.isalpha() for one in found
    ):
        message = _("Choose up to %(limit)d languages.") % {"limit": LANGUAGES_LIMIT}
        raise wrong(message)
    return found
