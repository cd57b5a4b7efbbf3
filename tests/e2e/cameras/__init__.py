"""Who stands before the cameras in our pictures: drawn people, as films for Chromium."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import ViewportSize

from ..chromium import Launch

HERE = Path(__file__).parent
FRAMES = 20
SIZE: ViewportSize = {"width": 1280, "height": 720}


def camera_flag(launch: Launch, name: str, folder: Path) -> str:
    """The flag that puts `name` before a browser's camera; the film is made in `folder`.

    Chromium plays a file of JPEG pictures, one after the other, for ever.
    """
    browser = launch()
    page = browser.new_page(viewport=SIZE)
    page.goto((HERE / f"{name}.svg").as_uri())
    picture = page.screenshot(type="jpeg", quality=92)
    browser.close()
    film = folder / f"{name}.mjpeg"
    film.write_bytes(picture * FRAMES)
    return f"--use-file-for-fake-video-capture={film}"
