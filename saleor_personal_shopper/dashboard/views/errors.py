"""What unknown addresses and our own faults answer."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from ..refusals import Refusal, as_page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What every unknown address answers."""
    return as_page(request, Refusal(404, "not_found"))


def failed(request: HttpRequest) -> HttpResponse:
    """What a fault of ours answers."""
    return as_page(request, Refusal(500, "failed"))
