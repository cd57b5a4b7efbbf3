"""What unknown addresses and our own faults answer."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse

from ...core.database import AWAY
from ..refusals import Refusal, as_page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What every unknown address answers."""
    return as_page(request, Refusal(404, "not_found"))


def failed(request: HttpRequest) -> HttpResponse:
    """What a fault of ours answers, and what is answered while PostgreSQL is away."""
    if isinstance(sys.exc_info()[1], AWAY):
        return as_page(request, Refusal(503, "out_of_order"))
    return as_page(request, Refusal(500, "failed"))
