"""The widget's loader at its fixed address, for the pages of any shop."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

LOADER_FILES = {
    "personal-shopper.js": "text/javascript; charset=utf-8",
    "personal-shopper.d.ts": "text/plain; charset=utf-8",
    "personal-shopper-react.d.ts": "text/plain; charset=utf-8",
}
ENCODINGS = {"br": ".br", "gzip": ".gz"}
HEADERS = {
    "Cache-Control": "public, max-age=300",
    "Vary": "Accept-Encoding",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}


@require_safe
def loader(request: HttpRequest, name: str) -> HttpResponse:
    """The script, or its typings: cached for five minutes, then compared by ETag."""
    file = settings.WIDGET_DIR / name
    if not file.is_file():
        raise Http404(f"{name} is not built")
    sent, encoding = _smallest(file, request.headers.get("Accept-Encoding", ""))
    body, etag = _read(sent, sent.stat().st_mtime_ns)
    headers = {**HEADERS, **encoding, "ETag": etag, "Content-Type": LOADER_FILES[name]}
    response = HttpResponse(body, headers=headers)
    found = get_conditional_response(request, etag=etag, response=response)
    return found if isinstance(found, HttpResponse) else response


def _smallest(file: Path, accepted: str) -> tuple[Path, dict[str, str]]:
    """The file as the browser can read it, compressed where the build left that, and its header."""
    for encoding, ending in ENCODINGS.items():
        packed = file.with_name(file.name + ending)
        if re.search(rf"\b{encoding}\b", accepted) and packed.is_file():
            return packed, {"Content-Encoding": encoding}
    return file, {}


@lru_cache(maxsize=8)
def _read(file: Path, _version: int) -> tuple[bytes, str]:
    body = file.read_bytes()
    return body, f'"{hashlib.sha256(body).hexdigest()[:24]}"'
