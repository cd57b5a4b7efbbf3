"""The cookie by which a call in a shop's frame finds its seat again after a full page load.

It is partitioned: each shop's pages have one of their own, in which we are the third party. It
counts in one mutation alone, and there only for pages of our own origin.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..core.installations.origins import normalise_origin
from .errors import permission_denied

NAME = "__Host-personal-shopper"
LIFETIME_SECONDS = 12 * 3600


def read_cookie(request: HttpRequest) -> str:
    """What the browser shows of it. Raises DomainError PERMISSION_DENIED for other pages."""
    if request.headers.get("Origin", "") != normalise_origin(settings.APP_IFRAME_BASE_URL):
        raise permission_denied()
    return request.COOKIES.get(NAME, "")


def write_cookie(response: HttpResponse, value: str) -> None:
    """Give the browser a new one, as a header: Python 3.11 does not know Partitioned (CHIPS)."""
    response.headers["Set-Cookie"] = (
        f"{NAME}={value}; Path=/; Max-Age={LIFETIME_SECONDS}; "
        "Secure; HttpOnly; SameSite=None; Partitioned"
    )
