"""Names of files as people see them. In the storage files have names of our own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

LONGEST = 120
UNNAMED = "file"
HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's categories of what is not seen: controls, and marks that turn the direction of text,
so that `gpj.exe` reads as `exe.jpg`."""
KNOWN_ENDING = re.compile(r"\.[a-z0-9]{1,8}", re.IGNORECASE)
PICTURE_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".png", ".gif", ".webp", ".heic", ".heif", ".avif"}
)
"""What a picture may have been before it was drawn anew."""


def clean_name(name: str) -> str:
    """The last part of the path, without what is not seen, at most 120 characters long."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(" " if one.isspace() else one for one in last if _is_seen(one))
    tidy = " ".join(seen.split()).strip(". ")
    stem, ending = split_ending(tidy)
    return (stem[: LONGEST - len(ending)].rstrip(". ") + ending) or UNNAMED


def name_as(name: str, endings: Sequence[str]) -> str:
    """The clean name with one of the endings that its content has, the first by default.

    So nobody is made to start a program by a name: `photo.exe` becomes `photo.exe.jpg`.
    """
    stem, ending = split_ending(name)
    if ending.lower() in endings:
        return name
    if ending.lower() in PICTURE_ENDINGS:
        return stem + endings[0]
    return clean_name(name[: LONGEST - len(endings[0])]) + endings[0]


def split_ending(name: str) -> tuple[str, str]:
    """`photo.jpg` as `photo` and `.jpg`; no ending where there is none to speak of."""
    stem, dot, last = name.rpartition(".")
    ending = dot + last
    if not stem or not KNOWN_ENDING.fullmatch(ending):
        return name, ""
    return stem, ending


def _is_seen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) not in HIDDEN
