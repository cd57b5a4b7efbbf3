"""Taking the desk to the phone: a QR code of a one-use address."""

from __future__ import annotations

from urllib.parse import urlencode

import segno
from django.http import HttpRequest, HttpResponse

from ...core.events.tokens import PHONE_CODE_LIFETIME, issue_phone_code
from ..callers import Caller
from ..content import fragment
from ..content_security import own_origin


def offer(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A dialog with a code that opens this person's desk on another device, once, soon."""
    code = issue_phone_code(caller.rights.staff_member, caller.now)
    url = f"{own_origin()}/desk/open?{urlencode({'code': code})}"
    picture = segno.make(url, error="l").svg_inline(border=2, scale=4, omitsize=True)
    context = {
        "qr_code": picture,
        "seconds": int(PHONE_CODE_LIFETIME.total_seconds()),
        "minutes": int(PHONE_CODE_LIFETIME.total_seconds() // 60),
    }
    response = fragment(request, caller, "desk_phone.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response
