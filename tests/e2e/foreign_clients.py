"""A page with WHIP and WHEP clients that others wrote (`storefront_widget/dev`)."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext

from .call_page import CallPage

WIDGET = Path(__file__).parents[2] / "storefront_widget"
BUILD_SECONDS = 120
# Nobody listens there; browsers trust it with a camera.
ORIGIN = "http://elsewhere.localhost/"


def build(folder: Path) -> Path:
    """The script that holds the clients."""
    command = ["npx", "vite", "build", "--config", "vite.foreign.config.ts", "--outDir", folder]
    subprocess.run(command, cwd=WIDGET, check=True, capture_output=True, timeout=BUILD_SECONDS)
    return next(folder.glob("*.js"))


class ForeignPage:
    """One client in a page that is none of ours. `troubles` are what it did not expect."""

    def __init__(self, context: BrowserContext, script: Path) -> None:
        self.troubles: list[str] = []
        self.patches: list[int] = []
        self._page = context.new_page()
        self._page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self._page.on("response", lambda got: self._note(got.request.method, got.status))
        body = f"<!doctype html><title>Elsewhere</title><body><script>{script.read_text()}</script>"
        self._page.route(ORIGIN, lambda route: route.fulfill(body=body, content_type="text/html"))
        self._page.goto(ORIGIN)

    def publish(self, client: str, url: str, bearer: str) -> None:
        """`client` is whipWhep or eyevinn."""
        self._do("publish", client, url, bearer)

    def play(self, url: str, bearer: str) -> None:
        self._do("play", url, bearer)

    def restart(self) -> None:
        """ICE, as its client does it."""
        self._do("restart")

    def stop(self) -> None:
        self._do("stop")

    def wait_until_picture_moves(self) -> None:
        CallPage(self._page).wait_until_picture_moves()

    def _do(self, name: str, *given: Any) -> None:
        self._page.evaluate("([name, given]) => foreign[name](...given)", [name, list(given)])

    def _note(self, method: str, status: int) -> None:
        if method == "PATCH":
            self.patches.append(status)
