"""The HTTP side of the API."""

from __future__ import annotations

import functools
import json
import logging
from pathlib import Path
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from strawberry.django.views import AsyncGraphQLView

from ..core.database import AWAY
from ..core.saleor_data import SaleorUnavailable
from .authentication import NotAuthenticated, authenticate
from .context import Context
from .cors import allow_origin, preflight
from .extensions import unavailable
from .line import LineTooLong, in_line

MAX_BODY = 100 * 1024
RETRY_SECONDS = "5"
GRAPHIQL_POLICY = (
    "default-src 'none'; connect-src 'self'; img-src data:; font-src data: https://unpkg.com; "
    "script-src https://unpkg.com 'unsafe-inline'; style-src https://unpkg.com 'unsafe-inline'; "
    "frame-ancestors 'none'"
)
log = logging.getLogger(__name__)
SCHEMA_FILE = Path(__file__).parent / "schema.graphql"


class GraphQLView(AsyncGraphQLView[Context, None]):
    """POST of one JSON operation of at most 100 KB; who is asking is settled before it runs."""

    async def dispatch(  # type: ignore[override]
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return await sync_to_async(preflight)(request)
        if _is_too_large(request):
            return _refusal(413, "TOO_LARGE", _("Ask for less at once: at most 100 KB."))
        if request.method == "POST" and not _is_operation(request.body):
            return _refusal(400, "INVALID", _("Send one operation as a JSON object."))
        try:
            async with in_line():
                return await self._answer(request, *args, **kwargs)
        except LineTooLong:
            return _refusal(503, "UNAVAILABLE", unavailable())

    async def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        context = await sync_to_async(_context_or_refusal)(request)
        if isinstance(context, HttpResponse):
            return context
        request.context = context  # type: ignore[attr-defined]
        response = await super().dispatch(request, *args, **kwargs)
        patch_vary_headers(response, ["Origin"])
        if "Origin" in request.headers:
            await sync_to_async(allow_origin)(request, response, context.actor.installation)
        return response

    async def render_graphql_ide(self, request: HttpRequest) -> HttpResponse:
        """GraphiQL, which brings its parts from unpkg.com, checked by their digests."""
        response: HttpResponse = await super().render_graphql_ide(request)
        response["Content-Security-Policy"] = GRAPHIQL_POLICY
        return response

    async def get_context(self, request: HttpRequest, response: HttpResponse) -> Context:
        """The context made by `dispatch`."""
        context: Context = request.context  # type: ignore[attr-defined]
        context.response = response
        return context


def _context_or_refusal(request: HttpRequest) -> Context | HttpResponse:
    now = timezone.now()
    try:
        return Context(request, HttpResponse(), authenticate(request, now), now)
    except NotAuthenticated:
        message = _("Your access has ended. Reload the page to go on.")
        return _refusal(401, "NOT_AUTHENTICATED", message)
    except SaleorUnavailable:
        message = _("The shop does not answer at the moment. Try again shortly.")
        return _refusal(503, "SHOP_UNREACHABLE", message)
    except AWAY:
        log.exception("PostgreSQL is away")
        return _refusal(503, "UNAVAILABLE", unavailable())


def _is_too_large(request: HttpRequest) -> bool:
    """By the announced length first, so that nothing large is read."""
    length = request.headers.get("Content-Length", "")
    return (length.isdigit() and int(length) > MAX_BODY) or len(request.body) > MAX_BODY


def _is_operation(body: bytes) -> bool:
    """One JSON object; batches are none."""
    try:
        return isinstance(json.loads(body), dict)
    except (ValueError, RecursionError):
        return False


def _refusal(status: int, code: str, message: str) -> JsonResponse:
    """An error before any field ran, in GraphQL's own shape."""
    response = JsonResponse(
        {"errors": [{"message": message, "extensions": {"code": code}}]}, status=status
    )
    if status == 503:
        response["Retry-After"] = RETRY_SECONDS
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    return response


def has_graphiql() -> bool:
    """GraphiQL is for development and the demo."""
    return bool(settings.DEBUG or settings.DEMO_FILE)


async def schema_file(request: HttpRequest) -> HttpResponse:
    """The schema as committed."""
    return HttpResponse(_schema_text(), content_type="text/plain; charset=utf-8")


@functools.cache
def _schema_text() -> str:
    return SCHEMA_FILE.read_text()
