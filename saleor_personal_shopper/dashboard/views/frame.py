"""What only the Dashboard's frame has: data-less shells, the bridge's session, the desk's code."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ...core.events.tokens import issue_desk_code
from ...core.installations.models import Installation
from ...core.installations.selectors import installation_by_api_url, only_installation
from ..callers import Caller
from ..content import trigger
from ..content_security import own_origin, secure_page
from ..dashboard_origins import framing_origins, is_dashboard
from ..refusals import Refusal

OWN_QUERY = (
    *("customer", "orderId", "error", "day", "view", "who"),
    *("search", "status", "campaign", "person", "since", "until", "time_zone"),
)
"""The Dashboard adds much more to the address, which no content needs."""


def shell(template: str = "frame.html") -> Callable[..., HttpResponse]:
    """A page without data, which may be loaded twice: its script fetches `<path>/content`."""

    @require_safe
    def show(request: HttpRequest, **place: object) -> HttpResponse:
        installation = _named_installation(request)
        framed_by = framing_origins(request, installation)
        context = {
            "content_url": _content_url(request.path, request.GET),
            "dashboard_origins": installation.dashboard_origins if installation else [],
        }
        response = render(request, f"dashboard/{template}", context)
        return secure_page(response, installation, framed_by=framed_by)

    return show


def session(request: HttpRequest, caller: Caller) -> HttpResponse:
    """The bridge says which page framed it: a Dashboard, since it holds a verified token."""
    if not is_dashboard(caller.rights, request.POST.get("origin", "")):
        raise Refusal(403, "foreign_page", caller.installation)
    return HttpResponse(status=204)


def desk_code(request: HttpRequest, caller: Caller) -> HttpResponse:
    """A one-use address of the desk, which the bridge has the Dashboard open in a new tab."""
    asked = {"code": issue_desk_code(caller.rights.staff_member, caller.now)}
    if request.POST.get("event"):
        asked["event"] = request.POST["event"]
    url = f"{own_origin()}/desk/open?{urlencode(asked)}"
    return trigger(HttpResponse(status=204), "staff:open-desk", {"url": url})


def _named_installation(request: HttpRequest) -> Installation | None:
    """By the first `saleorApiUrl`: the Dashboard's widgets say it twice."""
    named = request.GET.getlist("saleorApiUrl")
    return installation_by_api_url(named[0]) if named else only_installation()


def _content_url(page: str, query: QueryDict) -> str:
    kept = {name: query.getlist(name)[0] for name in OWN_QUERY if name in query}
    return f"{page}/content" + (f"?{urlencode(kept)}" if kept else "")
