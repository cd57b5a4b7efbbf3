"""How often strangers may ask us to call somewhere: by address and by network (S05)."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress

from django.conf import settings

from ..core.expendable import count

WINDOW_SECONDS = 60
PER_ADDRESS = 20
PER_NETWORK = 60


def may_register(address: str) -> bool:
    """Count one registration of a client address; whether it is within the limits.

    A whole Saleor Cloud may install from one address, hence not fewer.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return True  # a Unix socket: the proxy before us counts
    bits = 24 if parsed.version == 4 else 48
    network = ipaddress.ip_network((parsed, bits), strict=False)
    by_network = _count(f"network:{network}") <= PER_NETWORK
    return _count(f"address:{parsed}") <= PER_ADDRESS and by_network


def _count(what: str) -> int:
    digest = hmac.new(settings.SECRET_KEY.encode(), what.encode(), hashlib.sha256).hexdigest()
    return count(f"register:{digest[:32]}", seconds=WINDOW_SECONDS)
