"""Which pages may open our sockets (S16): only our own; programs without an Origin need no check.

A browser always sends Origin with a WebSocket, so its absence means there is no page to abuse.
The ticket proves who it is; this keeps a foreign page from using one.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from ..core.installations.origins import normalise_origin


def is_own_origin(headers: Iterable[tuple[bytes, bytes]]) -> bool:
    """Whether the handshake comes from a page of ours, or from no page at all."""
    found = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    if not found:
        return True
    return found == [normalise_origin(settings.APP_IFRAME_BASE_URL)]
