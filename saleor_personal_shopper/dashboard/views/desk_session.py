"""What the desk's scripts fetch by its session: bearer, socket ticket; and the way out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from ...core.events.addresses import desk_socket_url
from ...core.events.tokens import STAFF_TOKEN_LIFETIME, issue_desk_ticket, issue_staff_token
from ...core.shoppers.sessions import choose_language, close_session
from ..callers import DESK_COOKIE, Caller
from ..dashboard_origins import dashboard_address
from ..desk_cookie import delete_desk_cookie
from ..languages import known_language
from ..refusals import Refusal, as_page


def token(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A bearer for GraphQL, for the call page in this desk, and whose it is."""
    member = caller.rights.staff_member
    answer = {
        "token": issue_staff_token(member, caller.now),
        "expiresAt": (caller.now + STAFF_TOKEN_LIFETIME).isoformat(),
        "staffMember": member.pk,
    }
    return _uncached(JsonResponse(answer))


def ticket(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The address of the desk's socket, good once within 30 seconds."""
    url = desk_socket_url(issue_desk_ticket(caller.rights.staff_member, caller.now))
    return _uncached(JsonResponse({"socketUrl": url}))


def language(request: HttpRequest, caller: Caller) -> HttpResponse:
    """Have the desk speak the language chosen."""
    choose_language(request.COOKIES[DESK_COOKIE], known_language(request.POST.get("language", "")))
    return redirect(f"{caller.base}/")


def logout(request: HttpRequest, caller: Caller) -> HttpResponse:
    """End this session; other desks of the same person stay open."""
    close_session(request.COOKIES[DESK_COOKIE])
    address = dashboard_address(caller.installation)
    response = as_page(request, Refusal(200, "logged_out", dashboard_url=address))
    delete_desk_cookie(response, caller)
    return response


def _uncached(response: JsonResponse) -> JsonResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
