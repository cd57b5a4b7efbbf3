"""The node's private control API: that of a worker (`media/control.py`), for all of them."""

import json

from aiohttp import web

from ..control import POLL_SECONDS, control_app, identifier, number_after, refused
from ..errors import UnknownSession
from .node import MediaNode
from .worker import Answer

NODE: web.AppKey[MediaNode] = web.AppKey("node", MediaNode)
_NOTHING = Answer(204, b"")
_OPENED = "publications|subscriptions|event-subscriptions|trials"


def create_app(node: MediaNode, *, secret: str) -> web.Application:
    """The application; every path but /healthz needs ``Authorization: Bearer <secret>``."""
    app = control_app(secret)
    app[NODE] = node
    room = "/rooms/{event}"
    app.add_routes(
        [
            web.get("/healthz", _health),
            web.get("/stats", _stats),
            web.get("/changes", _changes),
            web.get(room, _room),
            web.delete(room, _pass_through),
            web.delete(room + "/sessions/{session}", _pass_through),
            web.delete(room + "/participants/{participant}", _pass_through),
            web.put(room + "/participants/{participant}/large", _pass_through),
            web.patch(room + "/sessions/{session}", _restart_ice),
            web.post(room + f"/{{kind:{_OPENED}}}", _open),
        ]
    )
    return app


async def _health(request: web.Request) -> web.Response:
    if any(worker.is_ready for worker in request.app[NODE].workers):
        return web.json_response({"status": "ok"})
    return refused(503, "WORKER_AWAY", "The media workers are being started.")


async def _stats(request: web.Request) -> web.Response:
    return web.json_response(request.app[NODE].stats())


async def _changes(request: web.Request) -> web.Response:
    changes = request.app[NODE].changes
    heard = await changes.wait_after(number_after(request), seconds=POLL_SECONDS)
    return web.json_response(heard.to_json())


async def _open(request: web.Request) -> web.Response:
    event = identifier(request, "event")
    return _pass_on(await request.app[NODE].open(event, request.path, await request.read()))


async def _room(request: web.Request) -> web.Response:
    nobody = {"event": identifier(request, "event"), "sessions": []}
    return _pass_on(await _ask(request, Answer(200, json.dumps(nobody).encode())))


async def _pass_through(request: web.Request) -> web.Response:
    return _pass_on(await _ask(request, _NOTHING))


async def _restart_ice(request: web.Request) -> web.Response:
    if request.app[NODE].holder(identifier(request, "event")) is None:
        raise UnknownSession("There is no such session in this room.")
    return _pass_on(await _ask(request, _NOTHING))


async def _ask(request: web.Request, otherwise: Answer) -> Answer:
    """What the room's worker says; where no worker has the room, the other answer."""
    holder = request.app[NODE].holder(identifier(request, "event"))
    if holder is None:
        return otherwise
    return await holder.ask(request.method, request.path, await request.read())


def _pass_on(answer: Answer) -> web.Response:
    kind = "application/json" if answer.body else None
    return web.Response(status=answer.status, body=answer.body, content_type=kind)
