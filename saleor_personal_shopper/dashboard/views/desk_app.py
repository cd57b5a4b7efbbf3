"""What makes the desk an app on a phone: its manifest and its service worker (MN-08)."""

from __future__ import annotations

import json
import re
import uuid

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ...core.installations.models import Installation, InstallationStatus
from ...core.installations.selectors import shop_settings
from ...core.installations.shop_name import shop_name_at_hand
from ..callers import desk_base
from ..content_security import secure_page

ACCENT = "#4f46e5"
SIZES = ("192x192", "512x512")
OFFLINE = "/desk/offline"
PARTS = re.compile(rf'(?:href|src)="({settings.STATIC_URL}[^"#]+)')
"""Styles, scripts and pictures that a page of ours names."""


@require_safe
def manifest(request: HttpRequest, installation_id: uuid.UUID) -> HttpResponse:
    """The web app manifest of one shop's desk (W3C Web Application Manifest).

    It holds no more than the shop's name, since browsers fetch it without the session.
    """
    active = Installation.objects.filter(status=InstallationStatus.ACTIVE, pk=installation_id)
    installation = active.first()
    if installation is None:
        raise Http404
    response = HttpResponse(
        json.dumps(_manifest(installation)), content_type="application/manifest+json"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """The script that shows a page of ours where there is no network; it keeps no data."""
    named = PARTS.findall(offline(request).text)
    parts = [OFFLINE, *dict.fromkeys(named)]
    context = {"offline": json.dumps(OFFLINE), "parts": json.dumps(parts)}
    response = render(
        request, "dashboard/service_worker.js", context, content_type="text/javascript"
    )
    return secure_page(response, None)


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """What the installed desk shows without network; fetched ahead by the service worker."""
    return secure_page(render(request, "dashboard/desk_offline.html"), None)


def _manifest(installation: Installation) -> dict[str, object]:
    home = f"{desk_base(installation.pk)}/"
    store_name = shop_name_at_hand(shop_settings(installation))
    name = f"{store_name} · {_('Desk')}" if store_name else _("Personal Shopper")
    return {
        "id": home,
        "name": name,
        "short_name": store_name or _("Desk"),
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": ACCENT,
        "icons": [
            {
                "src": static(f"dashboard/app-{purpose}-{size.split('x')[0]}.png"),
                "sizes": size,
                "type": "image/png",
                "purpose": purpose,
            }
            for size in SIZES
            for purpose in ("any", "maskable")
        ],
        "shortcuts": [{"name": _("Create private call"), "url": f"{home}new"}],
    }
