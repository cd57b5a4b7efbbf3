"""The private control API, for the web process only: JSON over HTTP with a bearer."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiohttp import web
from aiohttp.typedefs import Middleware

from .errors import InvalidRequest, MediaError
from .log import log
from .messages import (
    EventSubscriptionRequest,
    FragmentMessage,
    FragmentRequest,
    LargeRequest,
    Message,
    PublicationRequest,
    SubscriptionRequest,
    TrialRequest,
    is_identifier,
)
from .worker import MediaWorker

MAX_BODY = 256 * 1024
"""Of a request; an SDP of 64 KB fits however JSON escapes it."""

POLL_SECONDS = 25.0

WORKER: web.AppKey[MediaWorker] = web.AppKey("worker", MediaWorker)
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Body = TypeVar("Body", bound=Message)


def create_app(worker: MediaWorker, *, secret: str) -> web.Application:
    """The application; every path but /healthz needs ``Authorization: Bearer <secret>``."""
    app = control_app(secret)
    app[WORKER] = worker
    app.add_routes(
        [
            web.get("/healthz", _health),
            web.get("/stats", _stats),
            web.get("/changes", _changes),
            web.get("/rooms", _rooms),
            web.post("/rooms/{event}/publications", _publish),
            web.post("/rooms/{event}/subscriptions", _subscribe),
            web.post("/rooms/{event}/event-subscriptions", _subscribe_event),
            web.post("/rooms/{event}/trials", _try_out),
            web.patch("/rooms/{event}/sessions/{session}", _restart_ice),
            web.delete("/rooms/{event}/sessions/{session}", _close_session),
            web.delete("/rooms/{event}/participants/{participant}", _close_participant),
            web.put("/rooms/{event}/participants/{participant}/large", _show_large),
            web.get("/rooms/{event}", _room),
            web.delete("/rooms/{event}", _close_room),
        ]
    )
    return app


def control_app(secret: str) -> web.Application:
    """An application without routes, which asks for the secret and answers errors as JSON."""
    return web.Application(middlewares=[_errors, _bearer_check(secret)], client_max_size=MAX_BODY)


def _bearer_check(secret: str) -> Middleware:
    expected = f"Bearer {secret}".encode()

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        given = request.headers.get("Authorization", "").encode(errors="replace")
        if request.path != "/healthz" and not hmac.compare_digest(given, expected):
            return refused(401, "UNAUTHORIZED", "The control API needs the media secret.")
        return await handler(request)

    return check


@web.middleware
async def _errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except MediaError as error:
        return refused(error.status, error.code, str(error))
    except web.HTTPException as error:
        return refused(error.status, error.reason.upper().replace(" ", "_"), error.reason)
    except Exception as error:
        log.error("control.error", path=request.path, error=type(error).__name__)
        return refused(500, "INTERNAL_ERROR", "The media worker failed; its log says more.")


def refused(status: int, code: str, message: str) -> web.Response:
    """An error as every caller of the API reads it."""
    return web.json_response({"error": {"code": code, "message": message}}, status=status)


async def _read(request: web.Request, kind: type[Body]) -> Body:
    try:
        return kind.from_json(json.loads(await request.text()))
    except (ValueError, RecursionError) as error:
        raise InvalidRequest(str(error) or "The body is not JSON.") from error


def identifier(request: web.Request, name: str) -> str:
    """A part of the path that names something. Raises InvalidRequest."""
    value = request.match_info[name]
    if not is_identifier(value):
        raise InvalidRequest(f"The {name} in the path is not an identifier.")
    return value


async def _health(request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _stats(request: web.Request) -> web.Response:
    return web.json_response(request.app[WORKER].stats().to_json())


async def _changes(request: web.Request) -> web.Response:
    changes = request.app[WORKER].changes
    heard = await changes.wait_after(number_after(request), seconds=POLL_SECONDS)
    return web.json_response(heard.to_json())


def number_after(request: web.Request) -> int:
    """The change that the caller knows. Raises InvalidRequest."""
    after = request.query.get("after", "0")
    if not after.isascii() or not after.isdigit() or len(after) > 15:
        raise InvalidRequest("The parameter “after” must be the number of a change.")
    return int(after)


async def _rooms(request: web.Request) -> web.Response:
    return web.json_response({"rooms": request.app[WORKER].rooms})


async def _publish(request: web.Request) -> web.Response:
    body = await _read(request, PublicationRequest)
    answer = await request.app[WORKER].publish(identifier(request, "event"), body)
    return web.json_response(answer.to_json(), status=201)


async def _subscribe(request: web.Request) -> web.Response:
    body = await _read(request, SubscriptionRequest)
    answer = await request.app[WORKER].subscribe(identifier(request, "event"), body)
    return web.json_response(answer.to_json(), status=201)


async def _subscribe_event(request: web.Request) -> web.Response:
    body = await _read(request, EventSubscriptionRequest)
    answer = await request.app[WORKER].subscribe_event(identifier(request, "event"), body)
    return web.json_response(answer.to_json(), status=201)


async def _try_out(request: web.Request) -> web.Response:
    identifier(request, "event")
    body = await _read(request, TrialRequest)
    return web.json_response(request.app[WORKER].try_out(body.offer).to_json(), status=201)


async def _restart_ice(request: web.Request) -> web.Response:
    event, session = identifier(request, "event"), identifier(request, "session")
    body = await _read(request, FragmentRequest)
    fragment = request.app[WORKER].restart_ice(event, session, body)
    if fragment is None:
        return web.Response(status=204)
    return web.json_response(FragmentMessage(fragment).to_json())


async def _close_session(request: web.Request) -> web.Response:
    event, session = identifier(request, "event"), identifier(request, "session")
    await request.app[WORKER].close_session(event, session)
    return web.Response(status=204)


async def _close_participant(request: web.Request) -> web.Response:
    event, participant = identifier(request, "event"), identifier(request, "participant")
    await request.app[WORKER].close_participant(event, participant)
    return web.Response(status=204)


async def _show_large(request: web.Request) -> web.Response:
    event, participant = identifier(request, "event"), identifier(request, "participant")
    body = await _read(request, LargeRequest)
    request.app[WORKER].show_large(event, participant, body.publication)
    return web.Response(status=204)


async def _room(request: web.Request) -> web.Response:
    return web.json_response(request.app[WORKER].room_state(identifier(request, "event")).to_json())


async def _close_room(request: web.Request) -> web.Response:
    await request.app[WORKER].close_room(identifier(request, "event"))
    return web.Response(status=204)
