"""Pictures are drawn anew from their pixels: nothing else of the file survives.

So place and time, comments, profiles and whatever was hidden behind the picture are gone.
"""

from __future__ import annotations

import io
from pathlib import Path

import pi_heif
from PIL import Image, ImageCms, ImageOps

from ..error_codes import FileErrorCode
from .verdict import Accepted, Refused

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4096
"""Larger pictures are made smaller: more is never seen in a call, and costs everybody time."""
THUMBNAIL_SIDE = 512
JPEG = ("image/jpeg", (".jpg", ".jpeg"))
PNG = ("image/png", (".png",))

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
pi_heif.register_heif_opener(thumbnails=False)


def redraw(source: Path, format: str, folder: Path) -> Accepted:
    """A clean copy and a thumbnail of the first frame, upright, in sRGB. Raises Refused."""
    try:
        with Image.open(source, formats=[format]) as opened:
            picture = _pixels(opened)
    except Image.DecompressionBombError:
        raise Refused(FileErrorCode.TOO_MANY_PIXELS) from None
    except (OSError, ValueError, SyntaxError, EOFError, ArithmeticError) as error:
        raise Refused(FileErrorCode.DAMAGED) from error
    is_drawing = format in {"PNG", "GIF"} or picture.mode == "RGBA"
    content_type, endings = PNG if is_drawing else JPEG
    clean = folder / "picture"
    if is_drawing:
        picture.save(clean, "PNG")
    else:
        picture.save(clean, "JPEG", quality=88, progressive=True)
    return Accepted(
        content=clean,
        content_type=content_type,
        endings=endings,
        width=picture.width,
        height=picture.height,
        thumbnail=_thumbnail(picture, folder),
    )


def _pixels(opened: Image.Image) -> Image.Image:
    """A picture that holds nothing but RGB or RGBA pixels."""
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise Refused(FileErrorCode.TOO_MANY_PIXELS)
    drawn = _in_srgb(ImageOps.exif_transpose(_small(opened)))
    bare = Image.new(drawn.mode, drawn.size)
    bare.paste(drawn)
    return bare


def _small(opened: Image.Image) -> Image.Image:
    """Made small before anything else is done with it, and by the decoder where that can."""
    if opened.mode in {"1", "P"}:  # cannot be made smaller well
        opened = opened.convert(_plain_mode(opened))
    elif opened.mode.startswith("I"):  # 16 bits of grey, which convert() would cut off at 255
        opened = opened.point(lambda value: value * (1 / 256)).convert("L")
    opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return opened


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The colours as a browser shows them once the profile is gone (phones use Display P3)."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "CMYK", "L"}:
        return picture.convert(_plain_mode(picture))
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # a broken profile: the colours as they are
        converted = None
    return converted or picture.convert("RGB")


def _plain_mode(picture: Image.Image) -> str:
    return "RGBA" if picture.has_transparency_data else "RGB"


def _thumbnail(picture: Image.Image, folder: Path) -> Path:
    small = picture.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    path = folder / "thumbnail"
    small.save(path, "WEBP", quality=80)
    return path
