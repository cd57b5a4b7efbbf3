"""Draw the app's logo, a shopping bag with a camera on it, as Saleor wants it: a square PNG.

python tools/make_logo.py
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path("saleor_personal_shopper/saleor/static/personal_shopper/logo.png")
SIZE = 256
SCALE = 8  # drawn larger, then made smaller, for smooth edges
FROM, TO = (79, 70, 229), (13, 148, 136)
WHITE = (255, 255, 255, 255)
Point = tuple[float, float]


def gradient() -> Image.Image:
    """From the upper left to the lower right corner."""
    small = Image.new("RGB", (SIZE, SIZE))
    for x in range(SIZE):
        for y in range(SIZE):
            share = (x + y) / (2 * SIZE - 2)
            colour = tuple(round(a + (b - a) * share) for a, b in zip(FROM, TO, strict=True))
            small.putpixel((x, y), colour)
    return small.resize((SIZE * SCALE, SIZE * SCALE), Image.Resampling.BICUBIC)


def rounded(draw: ImageDraw.ImageDraw, points: Sequence[Point], radius: float) -> None:
    """Fill a polygon with round corners: the polygon, its thick outline, and discs at corners."""
    corners = [(x * SCALE, y * SCALE) for x, y in points]
    draw.polygon(corners, fill=255)
    draw.line([*corners, corners[0]], fill=255, width=round(2 * radius * SCALE))
    for x, y in corners:
        reach = radius * SCALE
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)


def stroke(draw: ImageDraw.ImageDraw, points: Sequence[Point], width: float) -> None:
    """A line with round joints and ends."""
    path = [(x * SCALE, y * SCALE) for x, y in points]
    draw.line(path, fill=255, width=round(width * SCALE), joint="curve")
    for x, y in (path[0], path[-1]):
        reach = width * SCALE / 2
        draw.ellipse((x - reach, y - reach, x + reach, y + reach), fill=255)


def arch(bottom: float) -> list[Point]:
    """The bag's handle: up, round and down again."""
    middle, radius, top = 128.0, 33.0, 72.0
    bow = [
        (middle - radius * cos(pi * step / 40), top - radius * sin(pi * step / 40))
        for step in range(41)
    ]
    return [(middle - radius, bottom), *bow, (middle + radius, bottom)]


def mask() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("L", (SIZE * SCALE, SIZE * SCALE), 0)
    return image, ImageDraw.Draw(image)


def logo() -> Image.Image:
    colours = gradient()
    image = Image.new("RGBA", colours.size, (0, 0, 0, 0))
    tile, draw = mask()
    draw.rounded_rectangle((0, 0, tile.width - 1, tile.height - 1), 56 * SCALE, fill=255)
    image.paste(colours, mask=tile)

    bag, draw = mask()
    rounded(draw, [(72, 98), (184, 98), (194, 204), (62, 204)], 14)
    stroke(draw, arch(bottom=90), 12)
    image.paste(WHITE, mask=bag)

    camera, draw = mask()
    stroke(draw, [(95, 98), (95, 112)], 12)
    stroke(draw, [(161, 98), (161, 112)], 12)
    rounded(draw, [(92, 148), (132, 148), (132, 182), (92, 182)], 9)
    rounded(draw, [(154, 165), (168, 154), (168, 176)], 5)
    image.paste(colours, mask=camera)
    return image.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    logo().save(TARGET, optimize=True)
