"""Child processes that end with this one, and the processor time they have used."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

STOP_SECONDS = 20.0

_PR_SET_PDEATHSIG = 1


def start(
    *arguments: str,
    log: Path,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Run ``python -m …`` with its output in `log`; it gets SIGTERM when this process ends.

    `environment` is added to ours. Call it from the main thread: the signal follows the thread.
    """
    parent = os.getpid()

    def tie_to_parent() -> None:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env={**os.environ, **(environment or {})},
            cwd=folder,
            preexec_fn=tie_to_parent,  # noqa: PLW1509
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask the process to end, and kill it when it does not within 20 s."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads of a process so far, in steps of nanoseconds.

    /proc counts in hundredths of a second, too coarse for a few seconds of forwarding.
    Raises ProcessLookupError when there is no such process.
    """
    clock = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        raise ProcessLookupError(f"process {pid} has ended")
    return time.clock_gettime(clock.value)
