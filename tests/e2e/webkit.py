"""WebKit by WebDriver: Debian's WebKitGTK on a screen of its own, without any WebRTC."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from saleor_personal_shopper.demo.processes import free_port

from .chromium import STATE_MILLISECONDS
from .injecting_proxy import injecting_proxy

DRIVER = "WebKitWebDriver"
SCREEN = "Xvfb"
BROWSERS = "*/webkit2gtk-4.*/MiniBrowser"
FIND = (Path(__file__).parent / "find_elements.js").read_text().rstrip().removesuffix(";")
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""Key of an element in WebDriver's JSON (W3C WebDriver, 12)."""

KEEP_FAULTS = """const faults = (window.faults = []);
addEventListener('error', ({ message, filename, lineno }) =>
  message && faults.push(`${message} (${filename}:${lineno})`));
addEventListener('unhandledrejection', ({ reason }) => faults.push(String(reason)));"""


# The widget's own roots are closed to others.
OPEN_ROOTS = """const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) {
  return attach.call(this, { ...options, mode: 'open' });
};"""


def missing() -> str | None:
    """What must be installed before WebKit can be tried."""
    if shutil.which(DRIVER) is None or _browser_path() is None:
        return "there is no WebKit: install webkit2gtk-driver"
    return None if shutil.which(SCREEN) else "there is no screen for WebKit: install xvfb"


def _browser_path() -> str | None:
    return next((str(path) for path in Path("/usr/lib").glob(BROWSERS)), None)


@contextmanager
def webkit() -> Iterator[WebKit]:
    """A window of 1280 by 800 that keeps the faults of every script."""
    script = "(() => {" + KEEP_FAULTS + OPEN_ROOTS + "})()"
    with _screen() as display, _driver(display) as driver, injecting_proxy(script) as proxy:
        # The demo's Dashboard asks for a token first; its new tab then counts as opened unasked.
        options = {
            "binary": _browser_path(),
            "args": ["--automation", "--javascript-can-open-windows-automatically=true"],
        }
        wanted = {
            "webkitgtk:browserOptions": options,
            "proxy": {"proxyType": "manual", "httpProxy": proxy},
        }
        window = WebKit(driver, {"alwaysMatch": wanted})
        try:
            yield window
        finally:
            window.close()


@contextmanager
def _screen() -> Iterator[str]:
    command = [SCREEN, "-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert screen.stdout is not None
    try:
        yield f":{screen.stdout.readline().decode().strip()}"
    finally:
        screen.terminate()
        screen.wait(10)


@contextmanager
def _driver(display: str) -> Iterator[httpx.Client]:
    """Runs as root too, where WebKit's sandbox cannot be set up."""
    port = free_port()
    settings = {"DISPLAY": display, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
    command = [DRIVER, "--host=127.0.0.1", f"--port={port}"]
    driver = subprocess.Popen(
        command, env={**os.environ, **settings}, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
    )
    address = f"http://127.0.0.1:{port}"
    try:
        with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
            yield client
    finally:
        driver.terminate()
        driver.wait(10)


class WebKit:
    """One browser. Raises AssertionError when what is waited for does not come."""

    def __init__(self, driver: httpx.Client, capabilities: dict[str, Any]) -> None:
        self._driver = driver
        self._session = ""
        _wait(self._is_ready, "the driver did not start")
        made = self._ask("POST", "/session", capabilities=capabilities)
        self._session = f"/session/{made['sessionId']}"
        self._ask("POST", "/window/rect", x=0, y=0, width=1280, height=800)

    def close(self) -> None:
        self._ask("DELETE", "")

    def goto(self, url: str) -> None:
        self._ask("POST", "/url", url=url)

    def see(self, role: str, name: str) -> None:
        """Wait until it is there."""
        self._find(role, name)

    def click(self, role: str, name: str) -> None:
        element = self._find(role, name)
        script = "arguments[0].scrollIntoView({ block: 'nearest', behavior: 'instant' })"
        self._ask("POST", "/execute/sync", script=script, args=[{ELEMENT: element}])
        self._ask("POST", f"/element/{element}/click")

    def fill(self, name: str, text: str) -> None:
        """At once, since WebDriver's own keys do not reach fields in shadow roots."""
        script = """const [field, text] = arguments;
        field.focus();
        field.value = text;
        for (const type of ["input", "change"])
          field.dispatchEvent(new Event(type, { bubbles: true, composed: true }));"""
        field = {ELEMENT: self._find("field", name)}
        self._ask("POST", "/execute/sync", script=script, args=[field, text])

    def enter_frame(self, address: str) -> None:
        """Go on in the frame whose address begins so, wherever it is in the page."""
        script = f"""const start = {json.dumps(address)};
        const find = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
          ...(each.localName === 'iframe' && each.src.startsWith(start) ? [each] : []),
          ...(each.shadowRoot ? find(each.shadowRoot) : []),
        ]);
        return find(document)[0];"""
        frame = _wait(lambda: self.run(script), f"there is no frame of {address}")
        self._ask("POST", "/frame", id=frame)

    def leave_frame(self) -> None:
        self._ask("POST", "/frame", id=None)

    def follow_to_other_window(self) -> None:
        """Go on in the one that was opened beside this."""
        here = self._ask("GET", "/window")
        others = _wait(
            lambda: [each for each in self._ask("GET", "/window/handles") if each != here],
            "no window opened",
        )
        self._ask("POST", "/window", handle=others[0])

    def run(self, script: str) -> Any:
        """What this body of a function returns in the page."""
        return self._ask("POST", "/execute/sync", script=script, args=[])

    def faults(self) -> list[str]:
        """What scripts of this document threw since it was opened."""
        return list(self.run("return window.faults"))

    def take_picture(self, path: Path) -> None:
        path.write_bytes(base64.b64decode(self._ask("GET", "/screenshot")))

    def _find(self, role: str, name: str) -> str:
        script = f"return ({FIND})(...{json.dumps([role, name])})[0] ?? null"
        found = _wait(lambda: self.run(script), f"there is no {role} “{name}” on the page")
        return str(found[ELEMENT])

    def _is_ready(self) -> bool:
        try:
            return bool(self._ask("GET", "/status")["ready"])
        except httpx.ConnectError:
            return False

    def _ask(self, method: str, path: str, **given: Any) -> Any:
        body = given if method == "POST" else None
        answer = self._driver.request(method, self._session + path, json=body)
        value = answer.json()["value"]
        assert answer.is_success, value
        return value


def _wait(ask: Callable[[], Any], otherwise: str) -> Any:
    """The first answer that is not empty. Raises AssertionError when none comes."""
    deadline = time.monotonic() + STATE_MILLISECONDS / 1000
    while not (found := ask()):
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.1)
    return found
