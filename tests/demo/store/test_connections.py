"""The store comes to an app as Saleor does: on a connection of its own for each request."""

from __future__ import annotations

from aiohttp import web
from aiohttp.test_utils import TestServer

from saleor_personal_shopper.demo.store.asgi import _serving
from saleor_personal_shopper.demo.store.seed import seeded_state
from saleor_personal_shopper.demo.store.settings import StoreSettings
from saleor_personal_shopper.demo.store.store import Store


async def test_no_request_to_an_app_takes_the_connection_of_another() -> None:
    # given an app that would keep connections
    ports: list[int] = []

    async def manifest(request: web.Request) -> web.Response:
        ports.append(request.transport.get_extra_info("peername")[1])
        return web.json_response({})

    app = web.Application()
    app.router.add_get("/manifest", manifest)
    store = Store(settings=StoreSettings(origin="http://localhost:1"), state=seeded_state())

    # when the store asks it twice
    async with TestServer(app) as server, _serving(store) as context:
        for _ in range(2):
            await context.installer.fetch_manifest(str(server.make_url("/manifest")))

    # then
    assert ports[0] != ports[1]
