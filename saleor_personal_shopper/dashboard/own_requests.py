"""Whether a browser says that a request comes from a page of our own.

The desk's session is a cookie, so whatever changes something must not be sent from elsewhere.
"""

from __future__ import annotations

from django.http import HttpRequest

from .content_security import own_origin


def comes_from_own_page(request: HttpRequest) -> bool:
    """True only where Origin or Sec-Fetch-Site says so and neither contradicts."""
    origin = request.headers.get("Origin", "")
    site = request.headers.get("Sec-Fetch-Site", "")
    if origin not in {"", "null", own_origin()} or site not in {"", "same-origin"}:
        return False
    return origin == own_origin() or site == "same-origin"
