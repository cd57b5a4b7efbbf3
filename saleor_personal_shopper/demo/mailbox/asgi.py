"""The demo's mailbox: an SMTP server that keeps what it gets, and a page that shows it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from .letters import Letter, Mailbox
from .smtp import listening

STATIC = Path(__file__).parent / "static"
PAGE_POLICY = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
LETTER_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"
)
"""A mail is somebody else's page: it runs nothing, fetches nothing, and opens links in new tabs."""


def create_application(mailbox: Mailbox, *, smtp_port: int) -> Starlette:
    """The page, and with its start the mail server."""

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with listening(mailbox, smtp_port):
            yield

    def found(request: Request) -> Letter:
        letter = mailbox.letter(request.path_params["key"])
        if letter is None:
            raise HTTPException(404)
        return letter

    async def page(_request: Request) -> Response:
        return _guarded(HTMLResponse((STATIC / "index.html").read_text()), PAGE_POLICY)

    async def all_mails(_request: Request) -> Response:
        return _guarded(JSONResponse([each.summary() for each in mailbox.letters()]))

    async def empty(_request: Request) -> Response:
        mailbox.empty()
        return Response(status_code=204)

    async def one_mail(request: Request) -> Response:
        return _guarded(JSONResponse(found(request).details()))

    async def as_html(request: Request) -> Response:
        return _guarded(HTMLResponse(found(request).part("text/html")), LETTER_POLICY)

    async def as_it_came(request: Request) -> Response:
        return _guarded(PlainTextResponse(found(request).content))

    return Starlette(
        routes=[
            Route("/", page),
            Route("/mails", all_mails),
            Route("/mails", empty, methods=["DELETE"]),
            Route("/mails/{key}", one_mail),
            Route("/mails/{key}/html", as_html),
            Route("/mails/{key}/raw", as_it_came),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        lifespan=lifespan,
    )


def _guarded(response: Response, policy: str = "default-src 'none'") -> Response:
    response.headers.update(
        {
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
        }
    )
    return response


application = create_application(
    Mailbox(Path(os.environ.get("DEMO_MAIL_FOLDER", "mail"))),
    smtp_port=int(os.environ.get("DEMO_SMTP_PORT", "1025")),
)
