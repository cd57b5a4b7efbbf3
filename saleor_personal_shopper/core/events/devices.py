"""Which kind of device somebody joins with (CL-27)."""

from __future__ import annotations

from .models import DeviceType

_MOBILE_WORDS = ("mobi", "android", "iphone", "ipad", "ipod")


def device_type_of(*, mobile_hint: str, user_agent: str) -> DeviceType:
    """The type told by the client hint Sec-CH-UA-Mobile (`?1` or `?0`), else by the user agent."""
    if mobile_hint in {"?1", "?0"}:
        return DeviceType.MOBILE if mobile_hint == "?1" else DeviceType.DESKTOP
    lowered = user_agent.lower()
    is_mobile = any(word in lowered for word in _MOBILE_WORDS)
    return DeviceType.MOBILE if is_mobile else DeviceType.DESKTOP
