"""Chromium with a fake camera and microphone: the system's, else playwright's own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from playwright.sync_api import Browser, expect, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    # Replaces playwright's own list, which turns off the partitioned storage that browsers have.
    # An answer that a test has changed counts as public, and may not call back to loopback.
    "--disable-features=Translate,MediaRouter,LocalNetworkAccessChecks",
]
# Three times what a page promises on a quiet machine.
STATE_MILLISECONDS = 15_000


class Launch(Protocol):
    """Starts one more browser, with flags of its own."""

    def __call__(self, *flags: str) -> Browser: ...


@contextmanager
def chromium() -> Iterator[Launch]:
    """Lets browsers be started, and stops them. While they run, nothing else in this thread can
    run an event loop."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    expect.set_options(timeout=STATE_MILLISECONDS)
    with sync_playwright() as playwright:

        def launch(*flags: str) -> Browser:
            return playwright.chromium.launch(executable_path=found, args=[*FLAGS, *flags])

        yield launch
