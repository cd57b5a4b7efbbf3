"""What browsers may do with our pages: one strict Content-Security-Policy a kind of page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.conf import settings
from django.http.response import HttpResponseBase

from ..core.installations.models import Installation
from ..core.installations.origins import normalise_origin

Response = TypeVar("Response", bound=HttpResponseBase)
CALL_FEATURES = (
    "camera",
    "microphone",
    "display-capture",
    "autoplay",
    "fullscreen",
    "picture-in-picture",
    "clipboard-write",
)


def own_origin() -> str:
    """The origin that browsers know us by."""
    return normalise_origin(settings.APP_IFRAME_BASE_URL)


def secure_page(
    response: Response, installation: Installation | None, *, framed_by: Iterable[str] = ()
) -> Response:
    """Headers of a staff page: own scripts and styles only, framed by those origins or by none."""
    directives = {
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", *image_sources(installation)],
        "connect-src": ["'self'", socket_origin()],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
    }
    response.headers["Content-Security-Policy"] = _policy(directives, framed_by)
    response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def secure_call_page(
    response: Response, installation: Installation | None, *, framed_by: Iterable[str] = ()
) -> Response:
    """Headers of the call page: camera and microphone are its own, nothing leaks by Referer."""
    directives = {
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:", *image_sources(installation)],
        "media-src": ["'self'", "blob:"],
        "connect-src": ["'self'", socket_origin()],
        "font-src": ["'self'"],
        "form-action": ["'none'"],
    }
    response.headers["Content-Security-Policy"] = _policy(directives, framed_by)
    response.headers["Permissions-Policy"] = ", ".join(f"{name}=(self)" for name in CALL_FEATURES)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def secure_booking_page(
    response: Response, installation: Installation | None, *, framed_by: Iterable[str] = ()
) -> Response:
    """Headers of the booking page: it asks our API alone, and needs nothing of the device."""
    directives = {
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", *image_sources(installation)],
        "connect-src": ["'self'"],
        "form-action": ["'none'"],
    }
    response.headers["Content-Security-Policy"] = _policy(directives, framed_by)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


def socket_origin() -> str:
    """Our WebSockets; older browsers do not count them as 'self'."""
    return "ws" + own_origin().removeprefix("http")


def image_sources(installation: Installation | None) -> list[str]:
    """Product pictures come from the shop's media server, over plain http in development."""
    sources = ["https:"]
    if settings.DEBUG or settings.DEMO_FILE:
        sources.append("http:")
    elif installation is not None:
        sources.append(normalise_origin(installation.saleor_api_url))
    return sources


def _policy(directives: dict[str, list[str]], framed_by: Iterable[str]) -> str:
    ancestors = list(framed_by) or ["'none'"]
    every = {
        "default-src": ["'none'"],
        **directives,
        "base-uri": ["'none'"],
        "frame-ancestors": ancestors,
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in every.items())
