"""Why staff do not see what they asked for, each as a page, a fragment or JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ..core.installations.models import Installation, StaffMember
from .callers import NotSignedIn
from .content_security import secure_page
from .dashboard_origins import dashboard_address

ADMINISTRATORS_NAMED = 3
RETRY_SECONDS = "5"
RETRIED = frozenset({"failed", "out_of_order", "saleor_unavailable", "unknown_bearer"})
"""Reasons that may be gone when the page is opened again."""


class Refusal(Exception):
    """An answer other than the one asked for: a status and the words of a reason."""

    def __init__(
        self,
        status: int,
        reason: str,
        installation: Installation | None = None,
        **context: Any,
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.installation = installation
        self.context = context


def no_access(installation: Installation) -> Refusal:
    """The module is missing; names those who can grant it (PM-05)."""
    active = StaffMember.objects.of(installation).filter(is_active=True)
    administrators = active.filter(permissions__contains=["MANAGE_STAFF"]).order_by("name")
    named = list(administrators[:ADMINISTRATORS_NAMED])
    return Refusal(403, "no_access", installation, administrators=named)


def signed_out(error: NotSignedIn) -> Refusal:
    """The session is over, or there never was one."""
    address = dashboard_address(error.installation) if error.installation else ""
    return Refusal(401, "signed_out", error.installation, dashboard_url=address)


def as_json(refusal: Refusal) -> HttpResponse:
    return JsonResponse({"error": refusal.reason}, status=refusal.status)


def as_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A page of its own can be opened again only where it was opened, not sent."""
    may_retry = refusal.reason in RETRIED and request.method in {"GET", "HEAD"}
    return _render(request, refusal, "dashboard/error_page.html", may_retry)


def as_fragment(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return _render(request, refusal, "dashboard/reason.html", refusal.reason in RETRIED)


def _render(request: HttpRequest, refusal: Refusal, template: str, may_retry: bool) -> HttpResponse:
    reason = f"dashboard/reasons/{refusal.reason}.html"
    context = {"reason": reason, "may_retry": may_retry, **refusal.context}
    response = render(request, template, context, status=refusal.status)
    if refusal.status == 503:
        response.headers["Retry-After"] = RETRY_SECONDS
    return secure_page(response, refusal.installation)
