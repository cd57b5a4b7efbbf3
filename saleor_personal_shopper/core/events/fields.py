"""Checks of what people type into the forms around a call."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ..shoppers.cleaning import time_zones
from .errors import invalid, required

NAME_LENGTH = 120
PHONE_LENGTH = 40
ID_LENGTH = 64
CHANNEL_LENGTH = 255
CHAT_LENGTH = 2000
COMMENT_LENGTH = 2000
KEY_LENGTH = 64
MESSAGE_LENGTH = 4000


def clean_text(field: str, value: str, *, limit: int, is_required: bool = True) -> str:
    """The text without surrounding space, and without what PostgreSQL cannot keep.

    Raises DomainError REQUIRED or INVALID.
    """
    cleaned = value.replace("\x00", "").encode(errors="ignore").decode().strip()
    if is_required and not cleaned:
        raise required(field)
    if len(cleaned) > limit:
        raise invalid(field, _("Use at most %(limit)d characters.") % {"limit": limit})
    return cleaned


def clean_optional(field: str, value: str, *, limit: int) -> str:
    """As `clean_text`, for a field that may stay empty."""
    return clean_text(field, value, limit=limit, is_required=False)


def clean_email(value: str, *, is_required: bool) -> str:
    """A well-formed address. Raises DomainError REQUIRED or INVALID."""
    cleaned = clean_text("email", value, limit=254, is_required=is_required)
    try:
        if cleaned:
            validate_email(cleaned)
    except ValidationError:
        raise invalid(
            "email", _("This is no email address. Write it like name@example.com.")
        ) from None
    return cleaned


def clean_language(value: str) -> str:
    """The nearest language that we speak, English when there is none."""
    base = value.replace("_", "-").split("-")[0].lower()
    return base if base in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def clean_time_zone(value: str) -> str:
    """The IANA name of a zone that we know, empty for anything else."""
    return value if value in time_zones() else ""


def require_time_zone(value: str) -> str:
    """The IANA name of a zone that we know. Raises DomainError INVALID."""
    found = clean_time_zone(value)
    if not found:
        raise invalid("timeZone", _("Name a time zone, like Europe/Madrid."))
    return found


def whole_moment(value: datetime) -> datetime:
    """A moment in UTC. Raises DomainError INVALID where nobody could tell which it is."""
    if value.tzinfo is None:
        raise invalid("startsAt", _("Give the time zone with the date, as in 2030-01-31T15:00Z."))
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise invalid("startsAt", _("Choose a date from now until one year ahead.")) from None
