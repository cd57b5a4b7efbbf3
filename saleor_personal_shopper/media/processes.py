"""What both processes of a node need: a start, a listening door, and an end with the parent's."""

import argparse
import asyncio
import ctypes
import gc
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from typing import TypeVar

import uvloop
from aiohttp import web

from .settings import Endpoint, SettingsError

Settings = TypeVar("Settings")

_PR_SET_PDEATHSIG = 1
_SHUTDOWN_SECONDS = 2.0
_COLLECTIONS = (10_000, 5, 2)
"""Fewer looks at what is new, as many at everything."""


def run(
    argv: list[str] | None,
    *,
    about: str,
    read: Callable[[Mapping[str, str]], Settings],
    serve: Callable[[Settings], Coroutine[None, None, int]],
) -> int:
    """Read arguments and environment, then serve; returns the exit code."""
    parser = argparse.ArgumentParser(prog="personal-shopper media", description=about)
    parser.add_argument(
        "--die-with-parent",
        action="store_true",
        help="end when the process that started this one ends, however it ends (Linux)",
    )
    if parser.parse_args(argv).die_with_parent and not _die_with_parent():
        return 1
    try:
        settings = read(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    # Packets leave no cycles behind, and looking for some after every 700 of them costs.
    gc.set_threshold(*_COLLECTIONS)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(serve(settings))


def stop_signal() -> asyncio.Event:
    """Set by SIGTERM or SIGINT."""
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    return told


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


def _die_with_parent() -> bool:
    """Ask the kernel for SIGTERM when the parent ends; False if it has ended already."""
    parent = os.getppid()
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0):
        print("This system cannot end a process with its parent.", file=sys.stderr)
        return False
    return os.getppid() == parent
