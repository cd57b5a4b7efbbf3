"""Three small shops of the demo's merchant, each on a site of its own, under strict policies.

`plain` loads a whole page at every click; `routed` changes its content by the History API, and the
element with it; `guarded` is plain and lets nobody use camera and microphone.
"""

from __future__ import annotations

import html
import json
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any, Self

from playwright.sync_api import Page, expect

from .call_page import FRAMES_DECODED, CallPage
from .office import ask
from .people import Customer, Staff

FILES = Path(__file__).parent / "shop_pages"
KINDS = {".js": "text/javascript", ".css": "text/css"}
MOST_PRODUCTS = 4
# Promised are four seconds on a quiet machine.
BACK_SECONDS = 12
_PRODUCTS = """query($channel: String!, $first: Int!) {
  products(first: $first, channel: $channel) { edges { node { id slug name variants { id } } } }
}"""


class Shops:
    """Serves the shops on one port of loopback; use as a context manager."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        self.facts = facts
        self.products = self._read_products()
        # What browsers reported against the policies.
        self.violations: list[dict[str, Any]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def plain(self) -> str:
        return self._origin("plain")

    @property
    def routed(self) -> str:
        return self._origin("routed")

    @property
    def guarded(self) -> str:
        return self._origin("guarded")

    @property
    def stranger(self) -> str:
        """A shop that the merchant has not entered."""
        return self._origin("stranger")

    @property
    def origins(self) -> list[str]:
        return [self.plain, self.routed, self.guarded]

    def answer(self, host: str, path: str) -> tuple[dict[str, str], str]:
        """Headers and page of a shop for one of its addresses."""
        shop = host.partition(".")[0]
        nonce = secrets.token_urlsafe(16)
        headers = {
            "Content-Security-Policy": self._policy(shop, nonce),
            "Cache-Control": "no-store",
        }
        if shop == "guarded":
            headers["Permissions-Policy"] = "camera=(), microphone=()"
        template = Template(
            (FILES / ("routed.html" if shop == "routed" else "plain.html")).read_text()
        )
        product = next((one for one in self.products if path == f"/products/{one['slug']}"), None)
        values = {
            "nonce": nonce,
            "app": self.facts["appUrl"],
            "api": self.facts["saleorApiUrl"],
            "channel": self.facts["channel"],
            "products": html.escape(json.dumps(self.products)),
            "links": " ".join(
                f'<a href="/products/{one["slug"]}">{html.escape(one["name"])}</a>'
                for one in self.products
            ),
            "title": html.escape(product["name"] if product else path),
            "product": f'product="{product["id"]}"' if product else "",
            "agenda": self._agenda(path),
        }
        return headers, template.substitute(values)

    def _agenda(self, path: str) -> str:
        """The element that `/agenda/<campaign>` shows; nothing elsewhere."""
        if not path.startswith("/agenda/"):
            return ""
        campaign = html.escape(path.removeprefix("/agenda/"))
        shop = f'saleor-api-url="{self.facts["saleorApiUrl"]}" channel="{self.facts["channel"]}"'
        return f'<personal-shopper {shop} mode="inline" campaign="{campaign}"></personal-shopper>'

    def _policy(self, shop: str, nonce: str) -> str:
        """The strictest under which the widget works; a shop's own store is no exception to it."""
        app = self.facts["appUrl"]
        store = self.facts["saleorApiUrl"].removesuffix("/graphql/")
        scripts = f"'self' {app}" if shop == "routed" else f"'nonce-{nonce}' 'strict-dynamic'"
        return "; ".join(
            [
                "default-src 'none'",
                f"script-src {scripts}",
                "style-src 'self'",
                f"connect-src {app} {store}",
                f"frame-src {app}",
                "base-uri 'none'",
                "form-action 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'",
                "report-uri /violations",
            ]
        )

    def _origin(self, name: str) -> str:
        return f"http://{name}.localhost:{self._server.server_port}"

    def _read_products(self) -> list[dict[str, Any]]:
        given = {"channel": self.facts["channel"], "first": MOST_PRODUCTS}
        found = ask(self.facts["saleorApiUrl"], _PRODUCTS, **given)["products"]["edges"]
        return [edge["node"] for edge in found]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        shops = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                file = FILES / path.removeprefix("/")
                if file.suffix in KINDS and file.is_file():
                    self._send({"Content-Type": KINDS[file.suffix]}, file.read_bytes())
                    return
                headers, page = shops.answer(self.headers["Host"], path)
                self._send({**headers, "Content-Type": "text/html; charset=utf-8"}, page.encode())

            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                shops.violations.append(json.loads(self.rfile.read(length))["csp-report"])
                self._send({}, b"")

            def _send(self, headers: Mapping[str, str], body: bytes) -> None:
                self.send_response(200)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing."""

        return Handler


def wait_until(page: Page, is_so: Callable[[], object]) -> None:
    """Playwright's own waiting would evaluate texts in the page, against its policy."""
    deadline = time.monotonic() + BACK_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to that in time"
        page.wait_for_timeout(50)


def heard(page: Page, kind: str) -> list[Any]:
    """The details of the DOM events of a kind that this page of the shop heard."""
    lines = page.locator("#heard li").all_inner_texts()
    found = [line.split(" ", 1) for line in lines]
    return [json.loads(detail) for name, detail in found if name == kind]


def go(customer: Customer, link: str) -> None:
    customer.page.get_by_role("link", name=link, exact=True).click()


def wait_until_back(customer: Customer, started: float, how: str) -> None:
    """Until the other's picture is there in a new frame; prints how long that took."""
    frame = customer.call_frame()
    while not (frame.is_detached() is False and frame.evaluate(FRAMES_DECODED)):
        assert time.monotonic() - started < BACK_SECONDS, "the call did not come back in time"
        customer.page.wait_for_timeout(50)
        frame = customer.call_frame()
    print(f"back after a full page load {how}: {time.monotonic() - started:.1f} s")
    customer.call = CallPage(frame)


def expect_the_two(camille: Staff) -> None:
    """Nobody came twice, and nobody stayed behind."""
    people = camille.call.open("Participants").get_by_role("listitem")
    expect(people).to_have_count(2)
    camille.call.close("Participants")
