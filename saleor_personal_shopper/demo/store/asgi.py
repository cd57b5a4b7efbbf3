"""The store as one ASGI application: GraphQL, JWKS and pictures.

Run it in one process, since its state is in memory:
`uvicorn saleor_personal_shopper.demo.store.asgi:application` (settings.py names its variables).
"""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from saleor_personal_shopper.demo.store import snapshot
from saleor_personal_shopper.demo.store.apps.installation import Installer
from saleor_personal_shopper.demo.store.graphql_http import answer
from saleor_personal_shopper.demo.store.requestor import Requestor, identify
from saleor_personal_shopper.demo.store.schema.context import StoreContext
from saleor_personal_shopper.demo.store.schema.schema import schema
from saleor_personal_shopper.demo.store.schema.subscriptions import Subscriptions
from saleor_personal_shopper.demo.store.seed import seeded_state
from saleor_personal_shopper.demo.store.settings import StoreSettings, from_environment
from saleor_personal_shopper.demo.store.store import Store
from saleor_personal_shopper.demo.store.thumbnails import picture, thumbnail
from saleor_personal_shopper.demo.store.webhooks import WebhookSender

# Pictures never change under one name while the store runs.
_PICTURE_HEADERS = {"Cache-Control": "public, max-age=3600"}


def create_application(settings: StoreSettings) -> Starlette:
    """Return the store; its rows come from the snapshot, or are seeded when there is none."""
    kept = snapshot.read(settings.snapshot) if settings.snapshot else None
    store = Store(settings=settings, state=kept or seeded_state())

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with _serving(store) as context:
            app.state.context = context
            store.save()
            yield

    cors = Middleware(
        CORSMiddleware,
        allow_origin_regex=".*",
        allow_credentials=True,
        allow_methods=["GET", "POST", "OPTIONS"],
        allow_headers=["Content-Type", "Accept", "Authorization", "Authorization-Bearer"],
    )
    return Starlette(routes=_routes(), middleware=[cors], lifespan=lifespan)


# Saleor connects anew for each request to an app, and closes the connection after it.
AS_SALEOR = httpx.Limits(max_keepalive_connections=0)


@contextlib.asynccontextmanager
async def _serving(store: Store) -> AsyncIterator[StoreContext]:
    """Tie the store to the network: the client for apps and the sender of webhooks."""
    async with httpx.AsyncClient(trust_env=False, limits=AS_SALEOR) as client:
        subscriptions = Subscriptions(schema.graphql_schema)
        installer = Installer(
            state=store.state,
            settings=store.settings,
            client=client,
            read_query=subscriptions.read_query,
        )
        context = StoreContext(store, Requestor(), installer, subscriptions.read_query)
        sender = WebhookSender(
            settings=store.settings,
            key=store.key,
            build_payload=lambda *event: subscriptions.build_payload(context, *event),
            client=client,
            next_pk=store.state.next_pk,
        )
        store.listeners.append(lambda event: sender.send(event, [*store.state.apps.values()]))
        yield context
        await sender.close()


def _routes() -> list[Route]:
    return [
        Route("/graphql/", _graphql, methods=["GET", "POST"]),
        Route("/.well-known/jwks.json", _jwks),
        Route("/thumbnail/{size:int}/{file}", _thumbnail),
        Route("/media/{file}", _media),
        Route("/health", _health),
    ]


async def _graphql(request: Request) -> Response:
    if request.method == "GET":
        return PlainTextResponse(f"GraphQL of the demo store: POST a query here.\n\n{schema}")
    context: StoreContext = request.app.state.context
    requestor = identify(request.headers, state=context.state, key=context.store.key)
    asked = StoreContext(context.store, requestor, context.installer, context.read_query)
    return await answer(request, schema.graphql_schema, asked)


async def _jwks(request: Request) -> Response:
    context: StoreContext = request.app.state.context
    return JSONResponse(context.store.key.jwks)


async def _thumbnail(request: Request) -> Response:
    data = thumbnail(request.path_params["file"], request.path_params["size"])
    if data is None:
        return PlainTextResponse("No such picture.", status_code=404)
    return Response(data, media_type="image/webp", headers=_PICTURE_HEADERS)


async def _media(request: Request) -> Response:
    path = picture(request.path_params["file"])
    if path is None:
        return PlainTextResponse("No such picture.", status_code=404)
    return FileResponse(path, media_type="image/webp", headers=_PICTURE_HEADERS)


async def _health(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


application = create_application(from_environment())
