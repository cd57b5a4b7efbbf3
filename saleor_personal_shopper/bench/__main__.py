"""``personal-shopper bench``: what the product costs, each figure beside a baseline."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from . import booking, media, recovery, relay, scale, setting_up, signalling, webhooks
from .document import write_figures
from .janus import NoJanus
from .measurement import HEADING, Measurement
from .server import NotMeasured

MEASURES: dict[str, Callable[[float], Awaitable[list[Measurement]]]] = {
    "media.forward.relay": relay.measure,
    "media.forward.limit": media.limit,
    "media.forward.janus": media.beside_janus,
    "media.calls_per_core": media.calls_per_core,
    "media.join_ms": setting_up.join_ms,
    "media.peers_per_second": setting_up.peers_per_second,
    "media.scale": scale.measure,
    "media.recovery_ms": recovery.measure,
    "signalling": signalling.measure,
    "webhooks": webhooks.measure,
    "booking": booking.measure,
}

LEAST_SECONDS, MOST_SECONDS = 1.0, 600.0


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 0 if every figure could be taken."""
    parser = argparse.ArgumentParser(
        prog="personal-shopper bench",
        description="Measure on this machine, over loopback, ours and the baseline in one run. "
        "Figures from a busy machine say little.",
    )
    parser.add_argument(
        "what", nargs="?", type=_measures, default=list(MEASURES), help="only this, such as media"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--seconds", type=_seconds, default=10.0, help="how long each side is measured"
    )
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="put the figures into this document, too"
    )
    return asyncio.run(_run(parser.parse_args(argv)))


async def _run(options: argparse.Namespace) -> int:
    code = 0
    if not options.json:
        print(HEADING, flush=True)
    for name in options.what:
        try:
            measured = await MEASURES[name](options.seconds)
        except NoJanus as error:
            print(f"personal-shopper bench {name}: left out. {error}", file=sys.stderr)
            continue
        except NotMeasured as error:
            print(f"personal-shopper bench {name}: {error}", file=sys.stderr)
            code = 1
            continue
        for item in measured:
            print(item.as_json() if options.json else item.as_text(), flush=True)
        if options.write is not None:
            write_figures(options.write, measured)
    return code


def _measures(value: str) -> list[str]:
    """Those of a name, or all whose names begin with it."""
    found = [name for name in MEASURES if f"{name}.".startswith(f"{value}.")]
    if not found:
        raise argparse.ArgumentTypeError(f"there is {', '.join(MEASURES)}")
    return found


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = 0.0
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise argparse.ArgumentTypeError(f"from {LEAST_SECONDS:g} to {MOST_SECONDS:g}")
    return seconds


if __name__ == "__main__":
    sys.exit(main())
