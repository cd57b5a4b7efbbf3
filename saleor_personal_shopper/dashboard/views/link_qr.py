"""The QR code of a link: drawn here, so that no third party learns the link."""

from __future__ import annotations

from io import BytesIO

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ...core.events.addresses import link_url
from ...core.events.links import find_link

A_DAY = 24 * 60 * 60


@require_safe
def link_qr(request: HttpRequest, token: str) -> HttpResponse:
    """An SVG picture, dark on white in either theme, for whoever has the link; else 404."""
    if find_link(token) is None:
        raise Http404
    picture = BytesIO()
    code = segno.make(link_url(token), error="m")
    code.save(picture, kind="svg", border=4, light="#fff", omitsize=True, svgns=True)
    response = HttpResponse(picture.getvalue(), content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    response.headers["Cache-Control"] = f"private, max-age={A_DAY}"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
