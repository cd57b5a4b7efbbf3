"""How the C library keeps memory for the threads of a process."""

from __future__ import annotations

import contextlib
import ctypes

M_ARENA_MAX = -8
"""glibc's malloc.h."""


def share_one_arena() -> None:
    """Have all threads take memory from one place, where the C library is one that can.

    glibc gives each thread a heap of its own, up to eight for each core, and what the busiest
    moment of each took stays with it. They spare threads waiting for each other, which Python's
    do anyway. Call it before there are threads.
    """
    with contextlib.suppress(AttributeError):  # a name of glibc's
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
