"""Runs one media worker until SIGTERM: ``python -m saleor_personal_shopper.media``.

A node (`media/node`) starts one for each core.
"""

import sys

from .compiled import search_path
from .control import create_app
from .log import log
from .processes import open_site, run, stop_signal
from .settings import MediaSettings
from .worker import MediaWorker

ABOUT = "Forwards the media of calls, on one core."


def main(argv: list[str] | None = None) -> int:
    """Serve until SIGTERM or SIGINT; returns the exit code."""
    return run(argv, about=ABOUT, read=MediaSettings.from_environment, serve=_serve)


async def _serve(settings: MediaSettings) -> int:
    log.verbose = settings.verbose
    stopped = stop_signal()
    try:
        async with MediaWorker(settings) as worker:
            app = create_app(worker, secret=settings.secret)
            async with open_site(app, settings.control) as control:
                # Tells the starter the ports that were free, when it asked for any.
                candidates = ",".join(f"{host}:{port}" for host, port in worker.candidates)
                log.info(
                    "worker.ready",
                    control=control,
                    candidates=candidates,
                    compiled=bool(search_path()),
                )
                await stopped.wait()
    except OSError as error:
        print(f"The media worker cannot open its ports: {error}", file=sys.stderr)
        return 1
    log.info("worker.stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
