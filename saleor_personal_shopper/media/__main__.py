"""Runs one media worker until SIGTERM: ``python -m saleor_personal_shopper.media``."""

import argparse
import asyncio
import ctypes
import os
import signal
import sys

from aiohttp import web

from .control import create_app
from .log import log
from .settings import MediaSettings, SettingsError
from .worker import MediaWorker

_PR_SET_PDEATHSIG = 1
_SHUTDOWN_SECONDS = 2.0


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="personal-shopper media", description="Forwards the media of calls."
    )
    parser.add_argument(
        "--die-with-parent",
        action="store_true",
        help="end when the process that started this one ends, however it ends (Linux)",
    )
    arguments = parser.parse_args(argv)
    if arguments.die_with_parent and not _die_with_parent():
        return 1
    try:
        settings = MediaSettings.from_environment(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    log.verbose = settings.verbose
    return asyncio.run(_serve(settings))


async def _serve(settings: MediaSettings) -> int:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    try:
        async with MediaWorker(settings) as worker:
            runner = web.AppRunner(
                create_app(worker, secret=settings.secret),
                access_log=None,
                shutdown_timeout=_SHUTDOWN_SECONDS,
            )
            await runner.setup()
            try:
                await _site(runner, settings).start()
                _announce(runner, worker)
                await stopped.wait()
            finally:
                await runner.cleanup()
    except OSError as error:
        print(f"The media worker cannot open its ports: {error}", file=sys.stderr)
        return 1
    log.info("worker.stopped")
    return 0


def _site(runner: web.AppRunner, settings: MediaSettings) -> web.BaseSite:
    if isinstance(settings.control, str):
        return web.UnixSite(runner, settings.control)
    host, port = settings.control
    return web.TCPSite(runner, host, port)


def _announce(runner: web.AppRunner, worker: MediaWorker) -> None:
    """Tell the starter the ports that were free, when it asked for any."""
    address = runner.addresses[0]
    control = address if isinstance(address, str) else f"{address[0]}:{address[1]}"
    candidates = ",".join(f"{host}:{port}" for host, port in worker.candidates)
    log.info("worker.ready", control=control, candidates=candidates)


def _die_with_parent() -> bool:
    """Ask the kernel for SIGTERM when the parent ends; False if it has ended already."""
    parent = os.getppid()
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0):
        print("This system cannot end a process with its parent.", file=sys.stderr)
        return False
    return os.getppid() == parent


if __name__ == "__main__":
    sys.exit(main())
