"""Runs one media worker until SIGTERM: ``python -m saleor_personal_shopper.media``.

A node (`media/node`) starts one for each core.
"""

import argparse
import asyncio
import os
import signal
import sys

from .control import create_app
from .log import log
from .processes import die_with_parent, open_site
from .settings import MediaSettings, SettingsError
from .worker import MediaWorker


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    parser = argparse.ArgumentParser(description="Forwards the media of calls, on one core.")
    parser.add_argument(
        "--die-with-parent",
        action="store_true",
        help="end when the process that started this one ends, however it ends (Linux)",
    )
    arguments = parser.parse_args(argv)
    if arguments.die_with_parent and not die_with_parent():
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
            app = create_app(worker, secret=settings.secret)
            async with open_site(app, settings.control) as control:
                # Tells the starter the ports that were free, when it asked for any.
                candidates = ",".join(f"{host}:{port}" for host, port in worker.candidates)
                log.info("worker.ready", control=control, candidates=candidates)
                await stopped.wait()
    except OSError as error:
        print(f"The media worker cannot open its ports: {error}", file=sys.stderr)
        return 1
    log.info("worker.stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
