"""The widget's loader at its fixed address, for the pages of any shop."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

LOADER_FILES = {
    "personal-shopper.js": "text/javascript; charset=utf-8",
    "personal-shopper.d.ts": "text/plain; charset=utf-8",
}
HEADERS = {
    "Cache-Control": "public, max-age=300",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@require_safe
def loader(request: HttpRequest, name: str) -> HttpResponse:
    """The script, or its typings: cached for five minutes, then compared by ETag."""
    file = settings.WIDGET_DIR / name
    if not file.is_file():
        raise Http404(f"{name} is not built")
    body, etag = _read(file, file.stat().st_mtime_ns)
    headers = {**HEADERS, "ETag": etag, "Content-Type": LOADER_FILES[name]}
    response = HttpResponse(body, headers=headers)
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response


@lru_cache(maxsize=8)
def _read(file: Path, _version: int) -> tuple[bytes, str]:
    body = file.read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()[:24]}"'
