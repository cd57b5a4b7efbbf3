"""What stands before the cameras: drawn people in our pictures, and walls of one colour."""

from __future__ import annotations

import random
from pathlib import Path

from playwright.sync_api import ViewportSize

from ..chromium import Launch

HERE = Path(__file__).parent
FRAMES = 20
SIZE: ViewportSize = {"width": 1280, "height": 720}
WALL_WIDTH, WALL_HEIGHT = 640, 360
NOISE_WIDTH = 40
# Y, Cb and Cr.
WALLS = {"red": (81, 90, 240), "green": (145, 54, 34), "blue": (41, 240, 110)}


def camera_script(width: int, height: int) -> str:
    """Has every page of a profile ask for pictures of this size, fifteen a second.

    Two cores send and show more of these than of the usual ones.
    """
    size = f"width: {width}, height: {height}, frameRate: 15"
    return f"""(() => {{
  const devices = navigator.mediaDevices;
  const ask = devices?.getUserMedia.bind(devices);
  if (ask) devices.getUserMedia = (wish) => ask({{
    ...wish,
    ...(wish.video ? {{ video: {{ ...wish.video, {size} }} }} : {{}}),
  }});
}})()"""


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


def wall_flag(colour: str, folder: Path) -> str:
    """The flag that puts a wall before a browser's camera; the film is made in `folder`.

    Noise runs down its middle: a picture that never changes costs too little to be one.
    """
    film = folder / f"{colour}.y4m"
    chance = random.Random(colour)
    luma, blue, red = WALLS[colour]
    chroma = bytes([blue]) * (WALL_WIDTH * WALL_HEIGHT // 4)
    chroma += bytes([red]) * (WALL_WIDTH * WALL_HEIGHT // 4)
    side = bytes([luma]) * ((WALL_WIDTH - NOISE_WIDTH) // 2)
    with film.open("wb") as file:
        file.write(b"YUV4MPEG2 W%d H%d F15:1 Ip A1:1 C420jpeg\n" % (WALL_WIDTH, WALL_HEIGHT))
        for _ in range(FRAMES):
            rows = (side + chance.randbytes(NOISE_WIDTH) + side for _ in range(WALL_HEIGHT))
            file.write(b"FRAME\n" + b"".join(rows) + chroma)
    return f"--use-file-for-fake-video-capture={film}"
