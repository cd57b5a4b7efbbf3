"""Typed readers of environment variables; a bad value stops the start with a sentence."""

from __future__ import annotations

import ipaddress
import os
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def text(name: str, default: str | None = None) -> str:
    """The variable, or the default; a variable without default is required."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. See the operator's guide for its meaning.")
    return default


def flag(name: str, default: bool = False) -> bool:
    value = text(name, "true" if default else "false").lower()
    if value not in {"true", "false", "1", "0", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {value!r}.")
    return value in {"true", "1", "yes"}


def base_url(name: str, default: str | None = None) -> str:
    """An http(s) URL without path, query or trailing slash."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(
            f"{name} must look like https://shopper.example.com, not {value!r}."
        )
    return value


def networks(name: str) -> list[Network]:
    """Comma-separated CIDRs."""
    found = [part.strip() for part in text(name, "").split(",") if part.strip()]
    try:
        return [ipaddress.ip_network(part) for part in found]
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must list networks like 10.0.0.0/8: {error}.") from None


def pattern(name: str) -> re.Pattern[str] | None:
    """A regular expression, or None when the variable is empty."""
    value = text(name, "")
    try:
        return re.compile(value) if value else None
    except re.error as error:
        raise ImproperlyConfigured(f"{name} is no regular expression: {error}.") from None


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = text(name, default).upper()
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value
