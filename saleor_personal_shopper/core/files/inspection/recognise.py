"""The allow-list, by what a file begins with and how it is built; its name decides nothing.

Text alone has no mark of its own, so of text the name's ending is asked as well.
"""

from __future__ import annotations

from pathlib import Path

from ..error_codes import FileErrorCode
from . import pdf, pictures, texts, zipped
from .verdict import Accepted, Refused

HEAD = 32
ISO_BRANDS = {
    b"heic": "HEIF",
    b"heix": "HEIF",
    b"heim": "HEIF",
    b"heis": "HEIF",
    b"mif1": "HEIF",
    b"avif": "AVIF",
}
"""Major brands of still pictures in ISO base media files (ISO/IEC 23008-12, AV1 Image Format)."""


def inspect(source: Path, *, ending: str, folder: Path) -> Accepted:
    """What the file is; what has to be made anew is written into `folder`. Raises Refused."""
    with source.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Refused(FileErrorCode.EMPTY)
    picture = picture_format(head)
    if picture is not None:
        return pictures.redraw(source, picture, folder)
    if head.startswith(b"%PDF-"):
        return pdf.check(source)
    if head.startswith(b"PK\x03\x04"):
        return zipped.check(source)
    return texts.check(source, ending)


def picture_format(head: bytes) -> str | None:
    """Pillow's name of the format that begins like this."""
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return ISO_BRANDS.get(head[8:12]) if head[4:8] == b"ftyp" else None
