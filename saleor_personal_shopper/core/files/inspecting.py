"""Starts the inspection of a file in a process of its own and believes only its verdict."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from .error_codes import FileErrorCode
from .inspection.verdict import Accepted, Refused

SECONDS = 90
"""Of wall clock: the process stops itself after less processor time."""
log = logging.getLogger(__name__)


def inspect(source: Path, *, ending: str, folder: Path) -> Accepted:
    """What the file is, by its content; pictures are redrawn into `folder`. Raises Refused.

    A decoder that crashes, hangs or eats memory costs this one file, which then is DAMAGED.
    """
    command = [sys.executable, "-m", f"{__package__}.inspection", str(source), ending, str(folder)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=SECONDS,
            env=_environment(),
            check=True,
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        log.warning("An inspection ended without a verdict: %s", _why(error))
        raise Refused(FileErrorCode.DAMAGED) from error
    if "code" in found:
        raise Refused(FileErrorCode(found["code"]))
    return _accepted(found)


def _environment() -> dict[str, str]:
    """No secret of ours; only where Python finds the packages."""
    names = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in names if name in os.environ}


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


def _why(error: Exception) -> str:
    """The kind of the fault and the last line that the process wrote, for the log."""
    output = getattr(error, "stderr", None) or b""
    lines = output.decode(errors="replace").strip().splitlines()
    return f"{type(error).__name__} {getattr(error, 'returncode', '')} {(lines or [''])[-1][:200]}"
