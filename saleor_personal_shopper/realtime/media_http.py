"""How WHIP (RFC 9725) and WHEP speak HTTP: bodies, headers, refusals."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from ..core.errors import DomainError
from ..core.events.addresses import IceServer, ice_servers
from ..core.events.models import Participant
from ..core.events.tokens import InvalidToken
from ..core.expendable import ExpendableLost
from .media_control import MediaRefused, MediaUnavailable

MAX_SDP = 64 * 1024
SDP = "application/sdp"
SDP_FRAGMENT = "application/trickle-ice-sdpfrag"
RETRY_SECONDS = "3"

P = ParamSpec("P")
Who = TypeVar("Who")
Answer = Coroutine[Any, Any, HttpResponse]
Bearer = Callable[[HttpRequest, datetime], Who]
View = Callable[Concatenate[HttpRequest, Who, P], Answer]
Handler = Callable[Concatenate[HttpRequest, P], Answer]


class Refused(Exception):
    """The request is refused with this HTTP status."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def media_view(methods: Sequence[str], bearer: Bearer[Who]) -> Callable[[View[Who, P]], Handler[P]]:
    """Wrap a view of these methods: whom `bearer` finds asking, refusals, CORS and OPTIONS.

    Any page may ask: authority is the bearer alone, so `*` gives nothing away.
    """

    def decorate(
        view: View[Who, P],
    ) -> Handler[P]:
        @csrf_exempt
        @functools.wraps(view)
        async def wrapped(
            request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            if request.method == "OPTIONS":
                return _with_cors(_options(methods), methods)
            response = await _answer(view, methods, bearer, request, *args, **kwargs)
            return _with_cors(response, methods)

        return wrapped

    return decorate


async def _answer(
    view: View[Who, P],
    methods: Sequence[str],
    bearer: Bearer[Who],
    request: HttpRequest,
    *args: P.args,
    **kwargs: P.kwargs,
) -> HttpResponse:
    if request.method not in methods:
        response = refusal(405, "METHOD_NOT_ALLOWED", _("This address does not do that."))
        response["Allow"] = ", ".join([*methods, "OPTIONS"])
        return response
    try:
        who = await sync_to_async(bearer)(request, timezone.now())
        return await view(request, who, *args, **kwargs)
    except InvalidToken:
        response = refusal(401, "NOT_AUTHENTICATED", _("Your access has ended. Get a new token."))
        response["WWW-Authenticate"] = "Bearer"
        return response
    except (Refused, MediaRefused) as refused:
        return refusal(refused.status, refused.code, refused.message)
    except DomainError as error:
        status = 403 if str(error.code) == "PERMISSION_DENIED" else 404
        return refusal(status, str(error.code), error.message)
    except (MediaUnavailable, ExpendableLost):
        message = _("Video does not work at the moment. We keep trying.")
        response = refusal(503, "MEDIA_UNAVAILABLE", message)
        response["Retry-After"] = RETRY_SECONDS
        return response


def refusal(status: int, code: str, message: str) -> HttpResponse:
    return JsonResponse({"error": {"code": code, "message": message}}, status=status)


def not_found() -> Refused:
    return Refused(404, "NOT_FOUND", _("There is nothing here. Join the call again."))


def read_sdp(request: HttpRequest, content_type: str) -> str:
    """The body as text. Raises Refused with 400, 413 or 415."""
    if request.content_type != content_type:
        raise Refused(415, "UNSUPPORTED_MEDIA_TYPE", _("The body must be %s.") % content_type)
    length = request.headers.get("Content-Length", "")
    if (length.isdigit() and int(length) > MAX_SDP) or len(request.body) > MAX_SDP:
        raise Refused(413, "TOO_LARGE", _("An SDP has at most 64 KB."))
    try:
        return request.body.decode()
    except UnicodeDecodeError:
        raise Refused(400, "INVALID_OFFER", _("The SDP must be UTF-8.")) from None


def created(answer: str, location: str, participant: Participant, now: datetime) -> HttpResponse:
    """201 with the SDP answer, where to end the session, and TURN servers where there are any."""
    response = HttpResponse(answer, status=201, content_type=SDP)
    response["Location"] = location
    response["ETag"] = etag(answer)
    links = [
        _link(url, server) for server in ice_servers(participant.pk, now) for url in server["urls"]
    ]
    if links:
        response["Link"] = ", ".join(links)
    return response


def etag(sdp: str) -> str:
    """Names the ICE session that an answer began, by its ice-ufrag (RFC 9725 §4.3.1)."""
    _, _, after = sdp.partition("a=ice-ufrag:")
    ufrag, _, _ = after.partition("\r\n")
    return f'"{ufrag}"'


def _link(url: str, server: IceServer) -> str:
    """A Link of RFC 9725 §4.6."""
    username, credential = server.get("username", ""), server.get("credential", "")
    secret = f'username="{username}"; credential="{credential}"; credential-type="password"'
    return f'<{url}>; rel="ice-server"; {secret}'


def _options(methods: Sequence[str]) -> HttpResponse:
    response = HttpResponse(status=204)
    if "POST" in methods:
        response["Accept-Post"] = SDP
    if "PATCH" in methods:
        response["Accept-Patch"] = SDP_FRAGMENT
    return response


def _with_cors(response: HttpResponse, methods: Sequence[str]) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Allow-Methods"] = ", ".join([*methods, "OPTIONS"])
    response["Access-Control-Allow-Headers"] = "Authorization, Content-Type, If-Match"
    response["Access-Control-Expose-Headers"] = "Location, ETag, Link, Retry-After"
    response["Access-Control-Max-Age"] = "600"
    return response
