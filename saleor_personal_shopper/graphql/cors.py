"""Which pages of other origins may read our answers (S44): the shops' own, and never by cookie."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from ..core.installations.models import ChannelSettings, Installation
from ..core.installations.selectors import allowed_origins

ALLOWED_HEADERS = "Authorization, Content-Type, Saleor-Api-Url, Personal-Shopper-Device"
PREFLIGHT_SECONDS = "600"


def preflight(request: HttpRequest) -> HttpResponse:
    """The answer to OPTIONS. It comes before we know the shop, so any shop's origin passes."""
    response = HttpResponse(status=204)
    origin = request.headers.get("Origin", "")
    patch_vary_headers(response, ["Origin"])
    if _is_known_anywhere(origin):
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Methods"] = "POST"
        response["Access-Control-Allow-Headers"] = ALLOWED_HEADERS
        response["Access-Control-Max-Age"] = PREFLIGHT_SECONDS
    return response


def allow_origin(
    request: HttpRequest, response: HttpResponseBase, installation: Installation | None
) -> None:
    """Let the page read the answer if it is one of this shop's."""
    patch_vary_headers(response, ["Origin"])
    origin = request.headers.get("Origin", "")
    if origin and installation is not None and origin in allowed_origins(installation):
        response["Access-Control-Allow-Origin"] = origin


def _is_known_anywhere(origin: str) -> bool:
    if not origin:
        return False
    rows = ChannelSettings.objects.across_installations()
    return rows.filter(storefront_origins__contains=[origin]).exists()
