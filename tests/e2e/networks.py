"""Networks that let less through than a call would like."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Request, Route, WebSocketRoute

from tests.media.udp_relay import UdpRelay, udp_relay
from tests.turn_server import TurnServer

# A trial gives up after eight seconds.
TRIAL_MS = 3 * 8_000
DISCARD = 9
_CANDIDATE = re.compile(r"(a=candidate:\S+ 1 udp \d+ \S+) (\d+) typ host")


@contextmanager
def network_to(candidate: str) -> Iterator[UdpRelay]:
    """A network of our own before a media worker, by its host:port, in a thread of its own."""
    host, port = candidate.rsplit(":", 1)
    loop, ready, ended = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    found: list[UdpRelay] = []

    async def run() -> None:
        async with udp_relay() as relay:
            relay.target = (host, int(port))
            found.append(relay)
            ready.set()
            await ended.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[run()])
    thread.start()
    ready.wait(10)
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()


def send_by(page: Page, port: int) -> None:
    """What the page sends to the media worker goes to this port of loopback instead."""

    def answer(route: Route) -> None:
        response = route.fetch()
        body = _CANDIDATE.sub(rf"\1 {port} typ host", response.text())
        route.fulfill(response=response, body=body)

    page.route("**/media/**", answer)


def requests_of(page: Page, method: str, part: str) -> list[str]:
    """The addresses with this in them that the page asks from now on; the list grows."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.method == method and part in request.url:
            asked.append(request.url)

    page.on("request", note)
    return asked


class BreakableRoom:
    """The way of a page's messages to the server, which can break at the worst moment."""

    def __init__(self, page: Page) -> None:
        self.breaks_after_chat = False
        self.is_broken = False
        page.route_web_socket(re.compile(r"/ws/events/"), self._connect)
        page.route("**/graphql/", self._ask)

    def mend(self) -> None:
        self.is_broken = False

    def _connect(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def pass_on(message: str | bytes) -> None:
            server.send(message)
            if self.breaks_after_chat and json.loads(message)["type"] == "chat.send":
                self.breaks_after_chat, self.is_broken = False, True
                route.close(code=3000)

        route.on_message(pass_on)
        server.on_message(lambda message: None if self.is_broken else route.send(message))

    def _ask(self, route: Route) -> None:
        if self.is_broken:
            route.abort()
        else:
            route.fallback()


def block_udp(page: Page, port: int = DISCARD) -> None:
    """Nothing that the page sends by UDP reaches the media worker: it goes to a dead port."""
    send_by(page, port)


def offer_turn(page: Page, turn: TurnServer) -> None:
    """The app tells of this TURN server."""
    username = "4000000000:somebody"
    server = {"urls": [turn.url], "username": username, "credential": turn.credential(username)}

    def answer(route: Route) -> None:
        response = route.fetch()
        body = response.json()
        for payload in (body.get("data") or {}).values():
            if isinstance(payload, dict) and "iceServers" in payload:
                payload["iceServers"] = [server]
        route.fulfill(response=response, body=json.dumps(body))

    page.route("**/graphql/", answer)
