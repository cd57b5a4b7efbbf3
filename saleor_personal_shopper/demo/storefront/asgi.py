"""The demo storefront: one page for every address, filled with the addresses of its neighbours."""

from __future__ import annotations

import os
from pathlib import Path
from string import Template

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..addresses import OPEN_CAMPAIGN

STATIC = Path(__file__).parent / "static"


def create_application(*, store: str, app: str, mail: str) -> Starlette:
    """`store` is the origin of the shop's Saleor, `app` the one of Personal Shopper.

    `mail` is the page of what the demo sent.
    """
    template = Template((STATIC / "page.html").read_text())
    page = template.substitute(store=store, app=app, mail=mail, campaign=OPEN_CAMPAIGN)
    headers = {
        "Content-Security-Policy": content_security_policy(store=store, app=app),
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }

    async def serve_page(_request: Request) -> Response:
        return HTMLResponse(page, headers=headers)

    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/{path:path}", serve_page),
        ]
    )


def content_security_policy(*, store: str, app: str) -> str:
    """Return the strictest policy under which the shop and the widget still work."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {app}",
            "style-src 'self'",
            f"img-src 'self' {store} {app} data:",
            f"connect-src 'self' {store} {app}",
            f"frame-src {app}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


application = create_application(
    store=os.environ.get("DEMO_STORE_URL", "http://localhost:8001"),
    app=os.environ.get("DEMO_APP_URL", "http://127.0.0.1:8080"),
    mail=os.environ.get("DEMO_MAIL_URL", "http://localhost:8006"),
)
