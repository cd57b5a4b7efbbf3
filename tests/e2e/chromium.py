"""Chromium with a fake camera and microphone: the system's, else playwright's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, BrowserType, expect, sync_playwright

from .tabs import TabbedBrowser, tabbed

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


class Launch:
    """Starts one more browser, with flags of its own."""

    def __init__(self, kind: BrowserType) -> None:
        self._kind = kind
        self._path = next((path for name in NAMES if (path := shutil.which(name))), None)

    def __call__(self, *flags: str) -> Browser:
        return self._kind.launch(executable_path=self._path, args=[*FLAGS, *flags])

    def tabbed(self, folder: Path) -> AbstractContextManager[TabbedBrowser]:
        """One with tabs of which only the front one is in sight."""
        executable = self._path or self._kind.executable_path
        return tabbed(self._kind, executable, FLAGS, folder)

    def with_preferences(
        self, folder: Path, preferences: dict[str, Any], **options: Any
    ) -> BrowserContext:
        """A browser that belongs to somebody who changed its settings, with a new profile there."""
        (folder / "Default").mkdir(parents=True)
        (folder / "Default" / "Preferences").write_text(json.dumps(preferences))
        return self._kind.launch_persistent_context(
            folder, executable_path=self._path, args=FLAGS, **options
        )


@contextmanager
def chromium() -> Iterator[Launch]:
    """Lets browsers be started, and stops them. While they run, nothing else in this thread can
    run an event loop."""
    expect.set_options(timeout=STATE_MILLISECONDS)
    with sync_playwright() as playwright:
        yield Launch(playwright.chromium)
