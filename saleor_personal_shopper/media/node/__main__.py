"""Runs a media node until SIGTERM: ``python -m saleor_personal_shopper.media.node``."""

import argparse
import asyncio
import os
import signal
import sys
import tempfile
from pathlib import Path

from ..log import log
from ..processes import die_with_parent, open_site
from ..settings import SettingsError
from .door import create_app
from .node import MediaNode
from .settings import NodeSettings


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
    if arguments.die_with_parent and not die_with_parent():
        return 1
    try:
        settings = NodeSettings.from_environment(os.environ)
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 1
    log.verbose = settings.first.verbose
    with tempfile.TemporaryDirectory(prefix="media-node-") as folder:
        return asyncio.run(_serve(settings, Path(folder)))


async def _serve(settings: NodeSettings, folder: Path) -> int:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    try:
        async with MediaNode(settings, folder) as node:
            app = create_app(node, secret=settings.first.secret)
            async with open_site(app, settings.first.control) as control:
                await _until(stopped, node, control)
    except OSError as error:
        print(f"The media node cannot open its control API: {error}", file=sys.stderr)
        return 1
    log.info("node.stopped")
    return 0


async def _until(stopped: asyncio.Event, node: MediaNode, control: str) -> None:
    """Say when it is ready, wait for the signal, let running calls end; a second one hurries."""
    ready = asyncio.create_task(node.wait_until_ready())
    told = asyncio.create_task(stopped.wait())
    await asyncio.wait({ready, told}, return_when=asyncio.FIRST_COMPLETED)
    if ready.done():
        log.info("node.ready", control=control, candidates=node.candidates)
    ready.cancel()
    await told
    stopped.clear()
    drained = asyncio.create_task(node.drain())
    hurried = asyncio.create_task(stopped.wait())
    await asyncio.wait({drained, hurried}, return_when=asyncio.FIRST_COMPLETED)
    drained.cancel()
    hurried.cancel()


if __name__ == "__main__":
    sys.exit(main())
