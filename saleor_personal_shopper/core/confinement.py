"""Work on what strangers sent, in a process of its own: with so much memory and time, and no
secret to read."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from typing import Any


class ConfinedFailure(Exception):
    """The process crashed, hung or ate too much; the message is for the log."""


def confine(*, memory: int, seconds: int, written: int = 0) -> None:
    """Limit this process for good: bytes of address space and files, seconds of processor time."""
    os.nice(10)
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))


def run_confined(module: str, *arguments: str, seconds: float, content: bytes = b"") -> Any:
    """Run `python -m module` and give what it printed as JSON; `content` is its standard input.

    Raises ConfinedFailure.
    """
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", module, *arguments],
            input=content,
            capture_output=True,
            timeout=seconds,
            env=_environment(),
            check=True,
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise ConfinedFailure(_why(error)) from error


def _environment() -> dict[str, str]:
    """Only where Python finds the packages."""
    names = ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in names if name in os.environ}


def _why(error: Exception) -> str:
    """The kind of the fault and the last line that the process wrote."""
    output = getattr(error, "stderr", None) or b""
    lines = output.decode(errors="replace").strip().splitlines()
    return f"{type(error).__name__} {getattr(error, 'returncode', '')} {(lines or [''])[-1][:200]}"
