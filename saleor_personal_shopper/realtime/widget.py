"""What the storefront's loader asks of us, from the shop's own pages."""

from __future__ import annotations

import hashlib
import json

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ..core.carts.services import RedeemedCart, redeem_handover, redirect_handover
from ..core.errors import DomainError
from ..core.events.selectors import PresenceInfo, presence
from ..core.installations.models import ChannelSettings, Installation
from ..core.installations.selectors import (
    allowed_origins,
    installation_by_api_url,
    only_installation,
)
from ..core.installations.services import record_widget_seen

MAX_BODY = 4 * 1024
PRESENCE_SECONDS = 5


async def widget_presence(request: HttpRequest) -> HttpResponse:
    """Who could take a call in `channel` of `saleorApiUrl`; kept by caches for five seconds.

    It names nobody, so any page may read it.
    """
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = await sync_to_async(_presence)(request)
    if found is None:
        return _public(JsonResponse({"error": _("This shop is not connected.")}, status=404))
    body = json.dumps(
        {
            "available": found.on_duty > 0,
            "personalShoppers": found.personal_shoppers,
            "waiting": found.waiting,
        }
    )
    tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:16]}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(body, content_type="application/json")
    response["ETag"] = tag
    response["Cache-Control"] = f"public, max-age={PRESENCE_SECONDS}"
    return _public(response)


@csrf_exempt
async def widget_cart(request: HttpRequest) -> HttpResponse:
    """Exchange a hand-over code for the checkout's id: once, on a page of the shop's own."""
    if request.method == "OPTIONS":
        return await _for_shop(request, HttpResponse(status=204))
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST", "OPTIONS"])
    try:
        code = _read_code(request)
        cart: RedeemedCart = await sync_to_async(redeem_handover)(
            code=code, origin=request.headers.get("Origin", ""), now=timezone.now()
        )
    except DomainError as error:
        refusal = {"error": {"code": str(error.code), "message": error.message}}
        return await _for_shop(request, JsonResponse(refusal, status=404))
    except (ValueError, RecursionError):
        refusal = {"error": {"code": "INVALID", "message": _("Send JSON with a code.")}}
        return await _for_shop(request, JsonResponse(refusal, status=400))
    answer = JsonResponse({"checkoutId": cart.checkout_id, "channel": cart.channel})
    return await _for_shop(request, answer)


async def cart_redirect(request: HttpRequest, code: str) -> HttpResponse:
    """Send the browser to the shop's own cart; HEAD leaves the code unused."""
    if request.method == "HEAD":
        return HttpResponse(status=200)
    if request.method != "GET":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    try:
        url = await sync_to_async(redirect_handover)(code=code, now=timezone.now())
    except DomainError as error:
        response = HttpResponse(error.message, status=410, content_type="text/plain; charset=utf-8")
    else:
        response = HttpResponse(status=303)
        response["Location"] = url
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response


def _presence(request: HttpRequest) -> PresenceInfo | None:
    installation = _installation(request.GET.get("saleorApiUrl", ""))
    channel = request.GET.get("channel", "")
    if installation is None or not installation.is_active or not channel:
        return None
    now = timezone.now()
    if request.headers.get("Origin", "") in allowed_origins(installation, channel):
        record_widget_seen(installation=installation, channel=channel, now=now)
    return presence(installation, channel, now=now)


def _installation(saleor_api_url: str) -> Installation | None:
    return installation_by_api_url(saleor_api_url) if saleor_api_url else only_installation()


def _read_code(request: HttpRequest) -> str:
    """The code in the body. Raises ValueError."""
    if request.content_type != "application/json" or len(request.body) > MAX_BODY:
        raise ValueError("not a small JSON body")
    body = json.loads(request.body)
    code = body.get("code") if isinstance(body, dict) else None
    if not isinstance(code, str):
        raise ValueError("no code")
    return code


def _public(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag"
    return response


async def _for_shop(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Let the page read the answer if its origin is one of a shop's (no cookies are involved).

    Which shop's is checked when the code is redeemed.
    """
    origin = request.headers.get("Origin", "")
    patch_vary_headers(response, ["Origin"])
    response["Cache-Control"] = "no-store"
    if origin and await sync_to_async(_is_storefront)(origin):
        response["Access-Control-Allow-Origin"] = origin
        response["Access-Control-Allow-Methods"] = "POST"
        response["Access-Control-Allow-Headers"] = "Content-Type"
        response["Access-Control-Max-Age"] = "600"
    return response


def _is_storefront(origin: str) -> bool:
    rows = ChannelSettings.objects.across_installations()
    return rows.filter(storefront_origins__contains=[origin]).exists()
