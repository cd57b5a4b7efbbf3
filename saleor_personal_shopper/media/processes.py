"""What both processes of a node need: a listening door, and an end with the parent's."""

import ctypes
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from .settings import Endpoint

_PR_SET_PDEATHSIG = 1
_SHUTDOWN_SECONDS = 2.0


@asynccontextmanager
async def open_site(app: web.Application, control: Endpoint | str) -> AsyncIterator[str]:
    """Serve on (host, port) or on a Unix socket; gives where that is. Raises OSError."""
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
    await runner.setup()
    try:
        await _site(runner, control).start()
        address = runner.addresses[0]
        yield address if isinstance(address, str) else f"{address[0]}:{address[1]}"
    finally:
        await runner.cleanup()


def _site(runner: web.AppRunner, control: Endpoint | str) -> web.BaseSite:
    if isinstance(control, str):
        return web.UnixSite(runner, control)
    return web.TCPSite(runner, *control)


def die_with_parent() -> bool:
    """Ask the kernel for SIGTERM when the parent ends; False if it has ended already."""
    parent = os.getppid()
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0):
        print("This system cannot end a process with its parent.", file=sys.stderr)
        return False
    return os.getppid() == parent
