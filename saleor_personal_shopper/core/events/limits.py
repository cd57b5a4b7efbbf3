"""Fixed-window rates of anonymous requests. Addresses are kept as keyed digests (P11)."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from ..expendable import count
from ..installations.models import Installation
from .errors import rate_limited

WINDOW_SECONDS = 600
PER_ADDRESS = 60
"""In a window; generous, since a whole office or mobile network may share one address."""


def check_rate(installation: Installation, *, purpose: str, address: str) -> None:
    """Count one request of an address; raises DomainError RATE_LIMITED beyond the limit."""
    if not address:
        return
    digest = hmac.new(settings.SECRET_KEY.encode(), address.encode(), hashlib.sha256).hexdigest()
    key = f"rate:{installation.pk}:{purpose}:{digest[:32]}"
    if count(key, seconds=WINDOW_SECONDS) > PER_ADDRESS:
        raise rate_limited()
