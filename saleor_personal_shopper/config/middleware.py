"""What every request passes: its id, the true client address, and safe headers."""

from __future__ import annotations

import ipaddress
import re
import uuid
from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .logging import request_id

GetResponse = Callable[[HttpRequest], Awaitable[HttpResponseBase]]
SAFE_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class AsyncMiddleware:
    """Base of middleware that never blocks: async only, since we are served by ASGI."""

    async_capable = True
    sync_capable = False

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)  # type: ignore[type-var]


class RequestContext(AsyncMiddleware):
    """Gives the request an id for the logs, and trusted proxies' word on who is asking.

    The id stays set: Django logs refusals after this, and each request has a context of its own.
    """

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-Id", "")
        request_id.set(given if SAFE_REQUEST_ID.fullmatch(given) else uuid.uuid4().hex)
        request.META["REMOTE_ADDR"] = client_address(
            request.META.get("REMOTE_ADDR", ""), request.headers.get("X-Forwarded-For", "")
        )
        response = await self.get_response(request)
        response.headers.setdefault("X-Request-Id", request_id.get())
        return response


def client_address(peer: str, forwarded_for: str) -> str:
    """The nearest address in the chain that is not one of TRUSTED_PROXIES."""
    chain = [part.strip() for part in forwarded_for.split(",") if part.strip()] + [peer]
    while len(chain) > 1 and is_trusted(chain[-1]):
        chain.pop()
    return chain[-1]


def is_trusted(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in settings.TRUSTED_PROXIES)


class SecurityHeaders(AsyncMiddleware):
    """No framing, no sniffing, unless the view itself set a Content-Security-Policy."""

    async def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = await self.get_response(request)
        response.headers.setdefault(
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"
        )
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        return response
