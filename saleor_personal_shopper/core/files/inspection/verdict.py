"""What an inspection ends with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..error_codes import FileErrorCode


class Refused(Exception):
    """The file may not be sent."""

    def __init__(self, code: FileErrorCode) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(frozen=True)
class Accepted:
    """What may be kept: `content` is the file as it came, or the picture drawn anew.

    `endings` are those that a name of this kind may have; the first is the usual one. Width and
    height, in pixels, and a thumbnail have pictures only.
    """

    content: Path
    content_type: str
    endings: tuple[str, ...]
    width: int | None = None
    height: int | None = None
    thumbnail: Path | None = None
