"""Draws the catalogue's pictures anew: `python -m saleor_personal_shopper.demo.store.illustrate`.

Each product has one drawing (illustrations/<slug>.svg, 800 x 1000) that is coloured by custom
properties; Chromium renders it and Pillow packs it as WebP. The results are committed, so only who
changes a drawing needs this (and the development dependency playwright).
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from saleor_personal_shopper.demo.store.catalogue import COLOURS, ITEMS
from saleor_personal_shopper.demo.store.thumbnails import IMAGES

DRAWINGS = Path(__file__).parent / "illustrations"
WIDTH, HEIGHT = 800, 1000

FRAME = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 1000" width="800" height="1000"
 style="{properties}">
<defs>
<radialGradient id="ground" cx="50%" cy="42%" r="78%">
<stop offset="0" stop-color="var(--wall)"/><stop offset="1" stop-color="var(--wall-edge)"/>
</radialGradient>
<radialGradient id="glow"><stop offset="0" stop-color="#fff0c8" stop-opacity=".95"/>
<stop offset="1" stop-color="#fff0c8" stop-opacity="0"/></radialGradient>
<linearGradient id="beam" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="#fff3d2" stop-opacity=".75"/>
<stop offset="1" stop-color="#fff3d2" stop-opacity="0"/></linearGradient>
<filter id="soft" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="16"/>
</filter>
</defs>
<rect width="800" height="1000" fill="url(#ground)"/>
<ellipse cx="400" cy="{floor}" rx="240" ry="26" fill="var(--floor)" opacity=".35"
 filter="url(#soft)"/>
{drawing}
</svg>"""

# Where each thing touches the ground, when not at the usual height.
FLOORS = {
    "pas-leather-loafers": 752,
    "quai-ankle-boots": 830,
    "jour-canvas-sneakers": 770,
    "midi-straw-hat": 720,
    "soleil-sunglasses": 700,
    "petite-crossbody": 780,
    "vent-silk-scarf": 800,
    "halo-pendant": 940,
    "lin-cushion": 760,
    "laine-throw": 810,
    "grand-lueur-floor-lamp": 908,
}
USUAL_FLOOR = 856


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        for item in ITEMS:
            for colour in item.colours:
                picture = _render(page, item.slug, COLOURS[colour])
                picture.save(IMAGES / f"{item.slug}-{colour.lower()}.webp", quality=84, method=6)
        browser.close()


def _render(page: Page, slug: str, colour: str) -> Image.Image:
    properties = ";".join(f"--{name}:{value}" for name, value in palette(colour).items())
    svg = FRAME.format(
        properties=properties,
        floor=FLOORS.get(slug, USUAL_FLOOR),
        drawing=(DRAWINGS / f"{slug}.svg").read_text(),
    )
    page.set_content(f"<body style='margin:0'>{svg}</body>")
    return Image.open(BytesIO(page.screenshot())).convert("RGB")


def palette(colour: str) -> dict[str, str]:
    """Return the shades of one colour; a pale thing stands before a darker wall."""
    is_pale = sum(_channels(colour)) / 3 > 190
    return {
        "main": colour,
        "light": mix(colour, "#ffffff", 0.22),
        "shade": mix(colour, "#1d1512", 0.18),
        "deep": mix(colour, "#1d1512", 0.52),
        "paper": "#f8f4ec",
        "paper-shade": "#ddd3c4",
        "wall": mix(colour, "#b9a78f" if is_pale else "#f6f1e8", 0.62 if is_pale else 0.82),
        "wall-edge": mix(colour, "#a08d76" if is_pale else "#e8dfd1", 0.7 if is_pale else 0.74),
        "floor": mix(colour, "#1d1512", 0.75),
    }


def mix(colour: str, other: str, share: float) -> str:
    """Return the colour with a share (0 to 1) of the other in it."""
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


if __name__ == "__main__":
    main()
