"""Turns a function of a request and its caller into a view of the frame or of the desk.

Both ask for the same rights, at most 60 seconds old, and refuse in the form that was asked for.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from ..core import saleor_data
from ..core.database import AWAY
from ..core.errors import DomainError
from ..core.events.error_codes import EventErrorCode
from ..core.installations.models import Module
from .callers import Caller, NotSignedIn, caller_at_desk, caller_in_frame
from .content_security import secure_page
from .desk_cookie import prolong_desk_cookie
from .lacking import asking_for_permissions
from .own_requests import comes_from_own_page
from .refusals import Refusal, as_fragment, as_json, as_page, no_access, signed_out

log = logging.getLogger(__name__)
StaffView = Callable[..., HttpResponse]
Refuse = Callable[[HttpRequest, Refusal], HttpResponse]
SAFE_METHODS = frozenset({"GET", "HEAD"})


def in_frame(view: StaffView, *, module: Module | None = Module.CALLS) -> StaffView:
    """Serve `view(request, caller, …)` to who sends the Dashboard's bearer."""

    @wraps(view)
    def answer(request: HttpRequest, **place: Any) -> HttpResponse:
        def work() -> HttpResponse:
            with asking_for_permissions(request):
                caller = caller_in_frame(request, timezone.now())
            _require(caller, module)
            return _secured(view(request, caller, **place), caller)

        return _or_refusal(request, work, as_fragment, Refusal(401, "unknown_bearer"))

    return answer


def at_desk(
    view: StaffView, *, module: Module = Module.CALLS, refuse: Refuse | None = None
) -> StaffView:
    """Serve `view(request, caller, …)` to who holds a session of the installation's desk.

    The cookie goes along by itself, so changes must come from our own pages.
    """

    @wraps(view)
    def answer(request: HttpRequest, installation_id: uuid.UUID, **place: Any) -> HttpResponse:
        def work() -> HttpResponse:
            if request.method not in SAFE_METHODS and not comes_from_own_page(request):
                raise Refusal(403, "foreign_page")
            with asking_for_permissions(request):
                caller = caller_at_desk(request, installation_id, timezone.now())
            _require(caller, module)
            language = caller.language or translation.get_language() or ""
            with translation.override(language):
                response = view(request, caller, **place)
            response.headers["Content-Language"] = language
            prolong_desk_cookie(request, response, caller)
            return _secured(response, caller)

        return _or_refusal(request, work, refuse or _page_or_fragment)

    return answer


def json_at_desk(view: StaffView) -> StaffView:
    """As `at_desk`, refusing in JSON."""
    return at_desk(view, refuse=lambda _request, refusal: as_json(refusal))


def _secured(response: HttpResponse, caller: Caller) -> HttpResponse:
    """Headers of a staff page, unless the view set those of another kind of page."""
    if "Content-Security-Policy" in response.headers:
        return response
    return secure_page(response, caller.installation)


def _require(caller: Caller, module: Module | None) -> None:
    if not (caller.rights.may(module) if module else caller.rights.modules):
        raise no_access(caller.installation)


def _or_refusal(
    request: HttpRequest,
    work: Callable[[], HttpResponse],
    refuse: Refuse,
    unknown: Refusal | None = None,
) -> HttpResponse:
    try:
        return work()
    except Refusal as refusal:
        return refuse(request, refusal)
    except NotSignedIn as error:
        return refuse(request, unknown or signed_out(error))
    except (saleor_data.SaleorUnavailable, saleor_data.SaleorTokenDead):
        return refuse(request, Refusal(503, "saleor_unavailable"))
    except AWAY:
        log.exception("PostgreSQL is away")
        return refuse(request, Refusal(503, "out_of_order"))
    except DomainError as error:
        if error.code != EventErrorCode.NOT_FOUND:
            raise
        return refuse(request, Refusal(404, "event_not_found"))


def _page_or_fragment(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if "HX-Request" not in request.headers:
        return as_page(request, refusal)
    return as_fragment(request, refusal)
