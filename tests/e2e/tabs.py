"""A browser whose owner looks at one tab and leaves the others out of sight.

Playwright tells every page that it drives that it is looked at, so it lets go of them meanwhile.
"""

from __future__ import annotations

import json
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, BrowserType, Page

START_SECONDS = 30
FLAGS = [
    "--headless",
    "--remote-debugging-port=0",
    "--window-size=1280,800",
    "--lang=en-US",
    "--force-prefers-reduced-motion",
]
# How long the page was out of sight, by its own clock.
_KEEP_SIGHT = """(() => {
  let since = null;
  window.outOfSightMs = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) since = performance.now();
    else window.outOfSightMs += performance.now() - since;
  });
})()"""


class TabbedBrowser:
    """Started with a profile in `folder`; `context` holds its tabs."""

    def __init__(self, kind: BrowserType, port: int) -> None:
        self._kind = kind
        self._address = f"http://127.0.0.1:{port}"
        self._other = ""
        self._browser: Browser | None = None

    @property
    def context(self) -> BrowserContext:
        """What is open in it, until somebody turns away."""
        if self._browser is None:
            self._browser = self._kind.connect_over_cdp(self._address)
        return self._browser.contexts[0]

    def turn_away(self, page: Page) -> None:
        """Let go of all pages, and look at another tab."""
        page.evaluate(_KEEP_SIGHT)
        self._let_go()
        self._other = self._ask("new?about:blank", "PUT")["id"]

    def turn_back(self, address: str) -> tuple[Page, float]:
        """Look at the page of this address again; for how many seconds nobody had."""
        pages = [one for one in self._ask("list") if one["url"].startswith(address)]
        self._ask(f"activate/{pages[0]['id']}")
        self._ask(f"close/{self._other}")
        page = next(one for one in self.context.pages if one.url.startswith(address))
        page.wait_for_function("!document.hidden")
        return page, float(page.evaluate("outOfSightMs")) / 1000

    def _let_go(self) -> None:
        if self._browser is not None:
            self._browser.close()
            self._browser = None

    def _ask(self, what: str, method: str = "GET") -> Any:
        request = urllib.request.Request(f"{self._address}/json/{what}", method=method)
        with urllib.request.urlopen(request, timeout=START_SECONDS) as answer:
            body = answer.read()
        return json.loads(body) if body.startswith((b"{", b"[")) else None


@contextmanager
def tabbed(
    kind: BrowserType, executable: str, flags: list[str], folder: Path
) -> Iterator[TabbedBrowser]:
    """Start one of its own, and end it."""
    command = [executable, *flags, *FLAGS, f"--user-data-dir={folder}", "about:blank"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    browser: TabbedBrowser | None = None
    try:
        browser = TabbedBrowser(kind, _port(folder / "DevToolsActivePort"))
        yield browser
    finally:
        if browser is not None:
            browser._let_go()
        process.terminate()
        process.wait(START_SECONDS)


def _port(file: Path) -> int:
    """Where the browser is driven, once it has written that down."""
    deadline = time.monotonic() + START_SECONDS
    while not file.exists() or len(file.read_text().split()) < 2:
        assert time.monotonic() < deadline, "the browser did not start"
        time.sleep(0.1)
    return int(file.read_text().split()[0])
