"""A phone as Chromium emulates it: small, touched, slow, locked, and often on a bad network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, ViewportSize, WebSocketRoute

from .people import PHONE

SMALLEST: ViewportSize = {"width": 320, "height": 640}
ON_ITS_SIDE: ViewportSize = {"width": 844, "height": 390}
HANDHELD: dict[str, Any] = {
    "viewport": PHONE,
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
"""Options of a browser context."""

HARDWARE = (Path(__file__).parent / "hardware.js").read_text()
SEVERAL_DEVICES = "--use-fake-device-for-media-stream=device-count=3"
"""Flag of a browser with a choice of cameras and microphones; the second camera sees depth only."""

INSTAGRAM = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Version/4.0 Chrome/150.0.0.0 Mobile Safari/537.36 Instagram 330.0.0.0 Android"
)
"""What a link opened inside of Instagram says that it is."""

_SLOW_3G = {
    "offline": False,
    "latency": 400,  # milliseconds, there and back
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}


def slow_down(page: Page) -> None:
    """A processor four times slower, and Slow 3G; media by UDP is not slowed."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", _SLOW_3G)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})


class Phone:
    """The hardware below a page that nobody has opened anything in yet."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._lines: list[_Line] = []
        page.add_init_script(HARDWARE)
        page.route_web_socket(re.compile(r"/ws/"), self._connect)

    def lock(self) -> None:
        """Camera gone, page hidden and frozen, connections dead without a word."""
        for line in self._lines:
            line.is_dead = True
        self.page.evaluate("hardware.lock()")
        self._become("frozen")

    def unlock(self) -> None:
        self._become("active")
        self.page.evaluate("hardware.unlock()")

    def unplug(self, kind: str) -> None:
        """Take all devices of a kind away: `audioinput` or `videoinput`."""
        self.page.evaluate("(kind) => hardware.unplug(kind)", kind)

    def plug(self, kind: str) -> None:
        self.page.evaluate("(kind) => hardware.plug(kind)", kind)

    def hold_back(self, kind: str, is_held: bool = True) -> None:
        """Keep `audio` or `video` from the page for a while, or give it back."""
        self.page.evaluate("([kind, held]) => hardware.holdBack(kind, held)", [kind, is_held])

    def screens_held(self) -> int:
        """How many locks keep the screen on."""
        return int(self.page.evaluate("hardware.screensHeld()"))

    def camera(self) -> str:
        """Name of the camera that is in use."""
        return str(self.page.evaluate("hardware.camera()"))

    def _become(self, state: str) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Page.setWebLifecycleState", {"state": state})

    def _connect(self, route: WebSocketRoute) -> None:
        self._lines.append(_Line(route))


class _Line:
    """One WebSocket, which can die without either end being told."""

    def __init__(self, route: WebSocketRoute) -> None:
        self.is_dead = False
        server = route.connect_to_server()
        route.on_message(lambda message: None if self.is_dead else server.send(message))
        server.on_message(lambda message: None if self.is_dead else route.send(message))
