"""Networks that let less through than a call would like."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, Route

from tests.turn_server import TurnServer

# A trial gives up after eight seconds.
TRIAL_MS = 3 * 8_000
DISCARD = 9
_CANDIDATE = re.compile(r"(a=candidate:\S+ 1 udp \d+ \S+) (\d+) typ host")


def block_udp(page: Page, port: int = DISCARD) -> None:
    """Nothing that the page sends by UDP reaches the media worker: it goes to a dead port."""

    def answer(route: Route) -> None:
        response = route.fetch()
        body = _CANDIDATE.sub(rf"\1 {port} typ host", response.text())
        route.fulfill(response=response, body=body)

    page.route("**/media/**", answer)


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
