"""What processes hold, from /proc, and how that grows."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from statistics import median

PROC = Path("/proc")
MEBIBYTE = 1024 * 1024

_MOST_POINTS = 500
_PACKAGE = b"saleor_personal_shopper"


class Died(Exception):
    """A process is gone; the message says which."""


@dataclass(frozen=True)
class Usage:
    """Resident memory in bytes, open descriptors and threads of a process at one moment."""

    rss: int
    descriptors: int
    threads: int

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.rss + other.rss,
            self.descriptors + other.descriptors,
            self.threads + other.threads,
        )

    def __str__(self) -> str:
        return f"{self.rss / MEBIBYTE:.1f} MiB {self.descriptors} fd {self.threads} threads"


def usage_of(pid: int) -> Usage:
    """What the process and its children hold now. Raises Died when it has ended."""
    own = _usage_of_one(pid)
    for child in children_of(pid):
        with suppress(Died):  # the process itself is what must live
            own += _usage_of_one(child)
    return own


def children_of(pid: int) -> list[int]:
    """The processes that it started and that still run."""
    try:
        text = (PROC / str(pid) / "task" / str(pid) / "children").read_text()
    except OSError:
        return []
    return [int(child) for child in text.split()]


def _usage_of_one(pid: int) -> Usage:
    try:
        pages = int((PROC / str(pid) / "statm").read_text().split()[1])
        descriptors = len(list((PROC / str(pid) / "fd").iterdir())) if pages else 0
        threads = len(list((PROC / str(pid) / "task").iterdir()))
    except (FileNotFoundError, ProcessLookupError, PermissionError) as error:
        raise Died(f"there is no process {pid}") from error
    if not pages:
        raise Died(f"process {pid} has ended")
    return Usage(pages * os.sysconf("SC_PAGE_SIZE"), descriptors, threads)


def processes_of(parent: int) -> dict[str, int]:
    """The children that run a command of ours (``web``, ``worker`` …), by command."""
    found = {}
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            command = _command_of_child(folder, parent)
            if command:
                found[command] = int(folder.name)
    return found


def slope_per_hour(points: Sequence[tuple[float, float]]) -> float | None:
    """Growth per hour of (seconds, value); None from less than two moments.

    It is the median of the slopes of all pairs (Theil and Sen): what grows all the time shows,
    while a spike, or a step that is not in the middle, does not tilt it.
    """
    slopes = [
        (later - earlier) / (until - since)
        for (since, earlier), (until, later) in combinations(_thinned(points), 2)
        if until != since
    ]
    return 3600 * median(slopes) if slopes else None


def _thinned(points: Sequence[tuple[float, float]]) -> Sequence[tuple[float, float]]:
    """At most some hundreds, evenly: a day's would make millions of pairs."""
    return points[:: len(points) // _MOST_POINTS + 1]


def _command_of_child(folder: Path, parent: int) -> str:
    """``web`` of ``python -m saleor_personal_shopper web …``; empty for any other process."""
    try:
        status = (folder / "stat").read_text().rpartition(")")[2].split()
        words = (folder / "cmdline").read_bytes().split(b"\0")
    except OSError:  # it ended while we looked
        return ""
    if int(status[1]) != parent or words[1:3] != [b"-m", _PACKAGE]:
        return ""
    return words[3].decode()
