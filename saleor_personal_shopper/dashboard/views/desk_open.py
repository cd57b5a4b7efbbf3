"""The ways into the desk: the Dashboard's post with a staff token, or a one-use code."""

from __future__ import annotations

import uuid
from typing import NoReturn
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_http_methods

from ...core import saleor_data
from ...core.events.tokens import InvalidToken, redeem_desk_code
from ...core.expendable import ExpendableLost
from ...core.installations.models import Module
from ...core.shoppers.sessions import open_session
from ...core.shoppers.staff import rights_of
from ..callers import Caller, NotSignedIn, Surface, staff_member_of
from ..content_security import secure_page
from ..dashboard_origins import is_dashboard
from ..desk_cookie import set_desk_cookie
from ..lacking import asking_for_permissions
from ..own_requests import comes_from_own_page
from ..refusals import Refusal, as_page, no_access, signed_out


@require_http_methods(["GET", "HEAD", "POST"])
def desk_open(request: HttpRequest) -> HttpResponse:
    """Open a session and go to the desk. GET only shows the button that posts the code.

    The Dashboard's sidebar opens the desk's tab and then frames this very address in its own, by
    GET and with what it tells every app's page: there the calls belong.
    """
    if request.method != "POST":
        return _shown(request)
    try:
        return _open(request)
    except Refusal as refusal:
        return as_page(request, refusal)
    except (NotSignedIn, InvalidToken):
        return as_page(request, signed_out(NotSignedIn()))
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
        return as_page(request, Refusal(503, "saleor_unavailable"))
    except ExpendableLost:
        return as_page(request, Refusal(503, "failed"))


def _shown(request: HttpRequest) -> HttpResponse:
    if "saleorApiUrl" in request.GET:
        return HttpResponseRedirect(f"/dashboard/calls?{request.META['QUERY_STRING']}")
    return secure_page(render(request, "dashboard/desk_open.html"), None)


def _open(request: HttpRequest) -> HttpResponse:
    with asking_for_permissions(request):
        caller = _by_code(request) if "code" in request.POST else _by_token(request)
    if not caller.rights.may(Module.CALLS):
        raise no_access(caller.installation)
    response = _redirect(caller.base + _target(request))
    key = open_session(
        staff_member=caller.rights.staff_member,
        now=caller.now,
        language=translation.get_language() or "",
    )
    set_desk_cookie(response, key, caller)
    return secure_page(response, caller.installation)


def _by_code(request: HttpRequest) -> Caller:
    if not comes_from_own_page(request):
        _refuse_foreign_page()
    now = timezone.now()
    member = redeem_desk_code(request.POST["code"], now)
    return Caller(rights_of(member, now=now), Surface.DESK, now)


def _by_token(request: HttpRequest) -> Caller:
    """The token proves who it is; Origin proves that the Dashboard sent it, not another site."""
    now = timezone.now()
    member = staff_member_of(request.POST.get("accessToken", ""), now)
    rights = rights_of(member, now=now)
    named = request.POST.get("saleorApiUrl")
    if named and named != rights.installation.saleor_api_url:
        raise NotSignedIn
    if not is_dashboard(rights, request.headers.get("Origin", "")):
        _refuse_foreign_page()
    return Caller(rights, Surface.DESK, now)


def _target(request: HttpRequest) -> str:
    """Where in the desk to go: the new call of a customer, a call, or the lists."""
    customer = request.POST.get("customerId")
    if customer:
        return f"/new?customer={quote(customer, safe='')}"
    try:
        return f"/events/{uuid.UUID(request.POST.get('event', ''))}/call"
    except ValueError:
        return "/"


def _redirect(address: str) -> HttpResponse:
    """303, so that the browser goes on with GET (RFC 9110 §15.4.4)."""
    return HttpResponseRedirect(address, status=303)


def _refuse_foreign_page() -> NoReturn:
    raise Refusal(403, "foreign_page")
