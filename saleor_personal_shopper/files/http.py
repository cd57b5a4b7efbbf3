"""How this door speaks HTTP: who asks, refusals, CORS."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ..config.logging import note_ids
from ..core.errors import DomainError
from ..core.events.error_codes import EventErrorCode as E
from ..core.events.models import Participant
from ..core.events.tokens import InvalidToken, participant_for, read_access_token
from ..core.files.error_codes import FileErrorCode as F

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, Participant, P], HttpResponse]
Headers = Callable[[HttpResponse], None]

STATUSES: dict[str, int] = {
    E.PERMISSION_DENIED: 403,
    E.RATE_LIMITED: 429,
    E.ENDED: 410,
    E.CANCELLED: 410,
    E.EXPIRED: 410,
    F.NOT_FOUND: 404,
    F.OFFSET_MISMATCH: 409,
    F.QUOTA_EXCEEDED: 413,
    F.TOO_LARGE: 413,
}
ASKED_HEADERS = (
    "Authorization, Content-Type, Tus-Resumable, Upload-Length, Upload-Metadata, Upload-Offset"
)
TOLD_HEADERS = (
    "Location, Tus-Resumable, Tus-Version, Tus-Extension, Tus-Max-Size, "
    "Upload-Length, Upload-Offset, Upload-Expires"
)


def participant_of(request: HttpRequest) -> Participant:
    """Whom the bearer names. Raises InvalidToken."""
    scheme, _scheme_ends, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        raise InvalidToken("A bearer is needed.")
    participant = participant_for(read_access_token(token.strip(), timezone.now()))
    note_ids(installation=participant.installation_id, event=participant.event_id)
    return participant


def participants_view(
    methods: Sequence[str], *, finish: Headers = lambda response: None
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Wrap a view of these methods for participants: who asks, refusals in JSON, CORS, OPTIONS.

    Any page may ask: authority is the bearer alone. `finish` adds headers to every answer.
    """

    def decorate(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @csrf_exempt
        @functools.wraps(view)
        def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            response = _answer(view, methods, request, *args, **kwargs)
            finish(response)
            response["Cache-Control"] = "no-store"
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Allow-Methods"] = ", ".join([*methods, "OPTIONS"])
            response["Access-Control-Allow-Headers"] = ASKED_HEADERS
            response["Access-Control-Expose-Headers"] = TOLD_HEADERS
            response["Access-Control-Max-Age"] = "600"
            return response

        return wrapped

    return decorate


def _answer(
    view: Callable[..., HttpResponse],
    methods: Sequence[str],
    request: HttpRequest,
    *args: Any,
    **kwargs: Any,
) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    if request.method not in methods:
        response = refusal(405, "METHOD_NOT_ALLOWED", _("This address does not do that."))
        response["Allow"] = ", ".join([*methods, "OPTIONS"])
        return response
    try:
        return view(request, participant_of(request), *args, **kwargs)
    except InvalidToken:
        response = refusal(401, "NOT_AUTHENTICATED", _("Your access has ended. Get a new token."))
        response["WWW-Authenticate"] = "Bearer"
        return response
    except DomainError as error:
        return refusal(STATUSES.get(error.code, 400), error.code, error.message)


def refusal(status: int, code: str, message: str) -> HttpResponse:
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)
