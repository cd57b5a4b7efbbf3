"""When a datagram arrived, by the kernel's clock rather than by when its turn came.

A browser sends a short burst to learn what its way carries. Read late and all at once, it would
look as if it had arrived faster than it was sent, and the browser would learn nothing.
"""

import contextlib
import socket
import struct
import time
from typing import Final

_TIMESTAMPNS: Final = 35
"""SO_TIMESTAMPNS and SCM_TIMESTAMPNS of Linux, which Python does not name."""
_TIMESPEC: Final = struct.Struct("@qq")
_LATEST_SECONDS: Final = 1.0

ANCILLARY_SIZE: Final = socket.CMSG_SPACE(_TIMESPEC.size)


def stamp_arrivals(receiving: socket.socket) -> None:
    """Have the kernel write down when datagrams come, where it can."""
    with contextlib.suppress(OSError):  # without, they arrived when they are read
        receiving.setsockopt(socket.SOL_SOCKET, _TIMESTAMPNS, 1)


def wall_clock_ahead() -> float:
    """By how many seconds the kernel's wall clock is ahead of the monotonic one, now."""
    return time.time() - time.monotonic()


def arrived_at(ancillary: list[tuple[int, int, bytes]], *, ahead: float, now: float) -> float:
    """Monotonic seconds; `now` where nothing was written down, or the wall clock was set since."""
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == _TIMESTAMPNS and len(data) >= _TIMESPEC.size:
            seconds, nanoseconds = _TIMESPEC.unpack_from(data)
            at: float = seconds + nanoseconds * 1e-9 - ahead
            return at if now - _LATEST_SECONDS < at < now else now
    return now
