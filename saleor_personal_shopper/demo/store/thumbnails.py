"""Thumbnails of the catalogue's pictures, made when first asked for."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from PIL import Image

IMAGES = Path(__file__).parent / "images"

# Saleor's thumbnail sizes: a wish is answered with the nearest of them.
SIZES = (32, 64, 128, 256, 512, 1024, 2048, 4096)


def snap(size: int | None) -> int:
    return min(SIZES, key=lambda each: abs(each - (size or SIZES[-1])))


def picture(file: str) -> Path | None:
    """Return the path of a committed picture, None when there is none of that name."""
    path = IMAGES / Path(file).name
    return path if path.is_file() else None


@lru_cache(maxsize=512)
def thumbnail(file: str, size: int) -> bytes | None:
    """Return the picture as WebP, no larger than `size` on either side."""
    path = picture(file)
    if path is None or size not in SIZES:
        return None
    with Image.open(path) as source:
        if max(source.size) <= size:
            return path.read_bytes()
        source.thumbnail((size, size), Image.Resampling.LANCZOS)
        buffer = BytesIO()
        source.save(buffer, "WEBP", quality=88)
    return buffer.getvalue()
