"""The cookie that holds a desk's session, one an installation."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .callers import DESK_COOKIE, Caller, desk_base
from .content_security import own_origin


def set_desk_cookie(response: HttpResponseBase, key: str, caller: Caller) -> None:
    """Lax, so that links into the desk work; changes are guarded by `own_requests`."""
    response.set_cookie(
        DESK_COOKIE,
        key,
        max_age=int(settings.STAFF_SESSION_LIFETIME.total_seconds()),
        path=_path(caller),
        secure=own_origin().startswith("https:"),
        httponly=True,
        samesite="Lax",
    )


def prolong_desk_cookie(request: HttpRequest, response: HttpResponseBase, caller: Caller) -> None:
    """The session slides with use, and the cookie with it, unless the view has dealt with it."""
    if DESK_COOKIE not in response.cookies:
        set_desk_cookie(response, request.COOKIES[DESK_COOKIE], caller)


def delete_desk_cookie(response: HttpResponseBase, caller: Caller) -> None:
    response.delete_cookie(DESK_COOKIE, path=_path(caller), samesite="Lax")


def _path(caller: Caller) -> str:
    return f"{desk_base(caller.installation.pk)}/"
