"""A phone as Chromium emulates it: small, touched, slow, and often on a bad network."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, ViewportSize

UPRIGHT: ViewportSize = {"width": 390, "height": 844}
SMALLEST: ViewportSize = {"width": 320, "height": 640}
ON_ITS_SIDE: ViewportSize = {"width": 844, "height": 390}
HANDHELD: dict[str, Any] = {
    "viewport": UPRIGHT,
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
"""Options of a browser context."""

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
