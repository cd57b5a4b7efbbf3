"""Pictures of every page and state, in both widths and themes: `make screenshots`.

All go to screenshots/, for whoever looks after the product's looks; a few of them are the pictures
of the README and the guides, in docs/images/.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Frame, Page, ViewportSize

from .cameras import camera_flag
from .cast import Cast
from .chromium import Launch, chromium
from .running_demo import RunningDemo
from .tour import Tour

HERE = Path(__file__).parents[2]
PICTURES = HERE / "screenshots"
FOR_DOCS = HERE / "docs" / "images"

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
SIZES = {1280: 800, 390: 844}
# Which stops of the tour the docs show, each light and wide.
IN_DOCS = {
    "suggestion": "shop.png",
    "product": "personal-shopper.png",
    "desk-waiting": "desk.png",
    "dashboard-order": "order.png",
    "dashboard-settings": "settings.png",
}
# The first picture of the README shows the call from both sides.
COVER = HERE / "tests" / "e2e" / "cover.html"
COVER_SIDES = {"desk": "product-1280", "shop": "product-shown-390"}
COVER_SIZE: ViewportSize = {"width": 1560, "height": 860}
# More are hardly seen, and a picture stays below 200 KB.
COLOURS = 256

# Also inside shadow roots.
PICTURES_HAVE_COME = """() => {
  const images = (root) => [...root.querySelectorAll('*')].flatMap((each) => [
    ...(each.tagName === 'IMG' ? [each] : []),
    ...(each.shadowRoot ? images(each.shadowRoot) : []),
  ]);
  const isInSight = (image) => {
    const { top, right, bottom, left, width } = image.getBoundingClientRect();
    const isBeside = right <= 0 || left >= innerWidth || bottom <= 0 || top >= innerHeight;
    return width > 0 && !isBeside;
  };
  return images(document).every((image) => image.complete || !isInSight(image));
}"""


class Photographer:
    """Takes the pictures of one stop of the tour."""

    def __init__(self, folder: Path, app: str) -> None:
        self.folder = folder
        self.app = app

    def look(self, name: str, page: Page, _root: Page | Frame) -> None:
        """Take it in both widths and themes, and leave the page as it was."""
        print(name, flush=True)
        size = page.viewport_size
        for theme in THEMES:
            wear(page, theme)
            for width, height in SIZES.items():
                page.set_viewport_size({"width": width, "height": height})
                path = self.folder / f"{name}-{width}-{theme}.png"
                wait_for_pictures(page)
                # A page of ours is shown down to its end, a shop's as far as one sees it.
                is_ours = page.url.startswith(self.app)
                page.screenshot(path=path, animations="disabled", full_page=is_ours)
        wear(page, "light")
        if size:
            page.set_viewport_size(size)


def wear(page: Page, theme: Theme) -> None:
    """Let the page be light or dark; the Dashboard has a choice of its own."""
    page.emulate_media(color_scheme=theme)
    choice = page.get_by_label("Theme")
    if choice.count():
        choice.select_option(theme)


def wait_for_pictures(page: Page) -> None:
    """Until no product picture that is in sight is still on its way."""
    for frame in page.frames:
        frame.wait_for_function(PICTURES_HAVE_COME)


@contextmanager
def running_demo(home: Path) -> Iterator[RunningDemo]:
    demo = RunningDemo(home)
    demo.start()
    try:
        yield demo
    finally:
        demo.stop()
        demo.forget()


def browsers(launch: Launch, films: Path) -> tuple[Browser, list[Browser]]:
    """One for staff and two for customers, each with somebody before its camera."""
    people = [launch(camera_flag(launch, name, films)) for name in ("camille", "emma", "lucas")]
    return people[0], people[1:]


def take_all(home: Path, wanted: list[str]) -> None:
    """Take the whole tour, or only the walks that are named, and then the pictures of the docs."""
    with running_demo(home / "demo") as demo, chromium() as launch:
        staff, customers = browsers(launch, home)
        cast = Cast(demo, staff=staff, customers=customers)
        photographer = Photographer(PICTURES, demo.facts["appUrl"])
        for walk in Tour(cast, photographer.look).walks():
            if not wanted or walk.__name__ in wanted:
                walk()
                cast.go_home()
        illustrate_docs(launch)


def illustrate_docs(launch: Launch) -> None:
    for stop, name in IN_DOCS.items():
        keep(PICTURES / f"{stop}-1280-light.png", FOR_DOCS / name)
    sides = {
        "desk": PICTURES / "product-1280-light.png",
        "shop": PICTURES / "product-shown-390-light.png",
    }
    if all(picture.exists() for picture in sides.values()):
        page = PICTURES / "cover.html"
        addresses = {side: picture.as_uri() for side, picture in sides.items()}
        page.write_text(Template(COVER.read_text()).substitute(addresses))
        window = launch().new_page(viewport=COVER_SIZE)
        window.goto(page.as_uri())
        window.screenshot(path=PICTURES / "cover.png")
        keep(PICTURES / "cover.png", FOR_DOCS / "call.png")


def keep(picture: Path, place: Path) -> None:
    """Keep a picture for the docs, small enough for a repository."""
    if picture.exists():
        with Image.open(picture) as image:
            image.convert("RGB").quantize(COLOURS, kmeans=4).save(place, optimize=True)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    FOR_DOCS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        (Path(home) / "demo").mkdir()
        take_all(Path(home), sys.argv[1:])


if __name__ == "__main__":
    main()
