"""Fixed-window rates of anonymous requests. Addresses are kept as keyed digests (P11)."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from ..expendable import count, recall
from ..installations.models import Installation
from .errors import rate_limited

WINDOW_SECONDS = 600
PER_ADDRESS = 60
"""In a window; generous, since a whole office or mobile network may share one address."""


BOOKINGS_PER_ADDRESS = 300
"""In a window; counted when made, so that a rush for one slot shuts nobody out."""


def check_rate(installation: Installation, *, purpose: str, address: str) -> None:
    """Count one request of an address; raises DomainError RATE_LIMITED beyond the limit."""
    if not address:
        return
    if count(_key(installation, purpose, address), seconds=WINDOW_SECONDS) > PER_ADDRESS:
        raise rate_limited()


def check_bookings(installation: Installation, *, purpose: str, address: str) -> None:
    """Raises DomainError RATE_LIMITED when an address has made as many bookings as it may."""
    made = recall(_key(installation, purpose, address)) if address else 0
    if int(made or 0) >= BOOKINGS_PER_ADDRESS:
        raise rate_limited()


def count_booking(installation: Installation, *, purpose: str, address: str) -> None:
    """Note that an address has made one."""
    if address:
        count(_key(installation, purpose, address), seconds=WINDOW_SECONDS)


def _key(installation: Installation, purpose: str, address: str) -> str:
    digest = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    return f"rate:{installation.pk}:{purpose}:{digest[:32]}"
