"""Starts the inspection of a file in a process of its own and believes only its verdict."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from ..confinement import ConfinedFailure, run_confined
from .error_codes import FileErrorCode
from .inspection.verdict import Accepted, Refused

SECONDS = 90
"""Of wall clock: the process stops itself after less processor time."""
log = logging.getLogger(__name__)


def inspect(source: Path, *, ending: str, folder: Path) -> Accepted:
    """What the file is, by its content; pictures are redrawn into `folder`. Raises Refused.

    A decoder that crashes, hangs or eats memory costs this one file, which then is DAMAGED.
    """
    try:
        found: dict[str, Any] = run_confined(
            f"{__package__}.inspection", str(source), ending, str(folder), seconds=SECONDS
        )
    except ConfinedFailure as error:
        log.warning("An inspection ended without a verdict: %s", error)
        raise Refused(FileErrorCode.DAMAGED) from error
    if "code" in found:
        raise Refused(FileErrorCode(found["code"]))
    return _accepted(found)


def _accepted(found: dict[str, Any]) -> Accepted:
    thumbnail = found["thumbnail"]
    return Accepted(
        content=Path(found["content"]),
        content_type=found["content_type"],
        endings=tuple(found["endings"]),
        width=found["width"],
        height=found["height"],
        thumbnail=Path(thumbnail) if thumbnail else None,
    )
