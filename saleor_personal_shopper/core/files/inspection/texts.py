"""Plain text and tables: whatever reads as text and is no markup or program."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path

from ..error_codes import FileErrorCode
from .verdict import Accepted, Refused

ENDINGS = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".log": "text/plain",
    ".md": "text/plain",
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
}
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
SPACES = frozenset("\t\n\r\f")
ACTIVE = re.compile(
    r"^\s*#!|<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|\?php|%)",
    re.IGNORECASE,
)


def check(source: Path, ending: str) -> Accepted:
    """Raises Refused."""
    text = _decode(source.read_bytes())
    if text is None:
        raise Refused(FileErrorCode.NOT_ALLOWED)
    if ACTIVE.search(text.removeprefix("\ufeff")):
        raise Refused(FileErrorCode.ACTIVE_CONTENT)
    content_type = ENDINGS.get(ending)
    if content_type is None:
        raise Refused(FileErrorCode.NOT_ALLOWED)
    return Accepted(content=source, content_type=content_type, endings=(ending,))


def _decode(data: bytes) -> str | None:
    """The text in UTF-8, UTF-16 with its mark, or Windows' encoding of Western Europe, in which
    spreadsheets there write tables; None for what is no text."""
    encodings = ("utf-16",) if data.startswith(UTF_16) else ("utf-8", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        controls = (letter for letter in set(text) if unicodedata.category(letter) == "Cc")
        return text if SPACES.issuperset(controls) else None
    return None
