"""Runs a media node until SIGTERM: ``python -m saleor_personal_shopper.media.node``."""

import asyncio
import contextlib
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from ..log import log
from ..processes import open_site, run, stop_signal
from .door import create_app
from .node import MediaNode
from .registration import keep_registered
from .settings import NodeSettings

ABOUT = "Forwards the media of calls, on as many cores as there are."


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run(argv, about=ABOUT, read=NodeSettings.from_environment, serve=_serve)


async def _serve(settings: NodeSettings) -> int:
    log.verbose = settings.first.verbose
    stopped = stop_signal()
    try:
        with tempfile.TemporaryDirectory(prefix="media-node-") as folder:
            async with MediaNode(settings, Path(folder)) as node:
                app = create_app(node, secret=settings.first.secret)
                async with open_site(app, settings.first.control) as control, _told(settings, node):
                    await _until(stopped, node, control)
    except OSError as error:
        print(f"The media node cannot open its control API: {error}", file=sys.stderr)
        return 1
    log.info("node.stopped")
    return 0


@contextlib.asynccontextmanager
async def _told(settings: NodeSettings, node: MediaNode) -> AsyncIterator[None]:
    """Where there are several nodes: be found by web processes."""
    if not settings.address:
        yield
        return
    telling = asyncio.create_task(keep_registered(settings.registry, node.state))
    try:
        yield
    finally:
        telling.cancel()
        await asyncio.gather(telling, return_exceptions=True)


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
