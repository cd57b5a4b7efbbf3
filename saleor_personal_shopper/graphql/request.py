"""What the request's headers tell of the device that asks."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import get_language, get_supported_language_variant

from ..core.events.devices import device_type_of
from ..core.events.models import DeviceType

MAX_DEVICE_KEY = 64


def client_address(request: HttpRequest) -> str:
    """The client's IP address, trusted proxies looked through."""
    return str(request.META.get("REMOTE_ADDR", ""))


def device_type(request: HttpRequest) -> DeviceType:
    """Desktop or mobile (CL-27)."""
    return device_type_of(
        mobile_hint=request.headers.get("Sec-CH-UA-Mobile", ""),
        user_agent=request.headers.get("User-Agent", ""),
    )


def device_key(request: HttpRequest) -> str:
    """The random key that the page keeps to be known again; empty where it sends none."""
    return request.headers.get("Personal-Shopper-Device", "")[:MAX_DEVICE_KEY]


def language_of(request: HttpRequest, wanted: str | None) -> str:
    """The language asked for if we speak it, else the one of Accept-Language."""
    try:
        return get_supported_language_variant(wanted or "")
    except LookupError:
        return get_language() or "en"
