"""``personal-shopper rehearse``: synthetic calls through the running system with fake media."""

import argparse
import asyncio
import os
import sys

import httpx

from .run import Plan, rehearse
from .target import NoTarget, find_target

LOOK_SECONDS = 10.0


def main(argv: list[str] | None = None) -> int:
    """Run the rehearsal; 0 only if every step of every call held."""
    parser = argparse.ArgumentParser(
        prog="personal-shopper rehearse",
        description="Hold synthetic calls through a running system, from joining to the "
        "credited order. Outside a demo it needs SALEOR_API_URL, SALEOR_EMAIL and "
        "SALEOR_PASSWORD of a personal shopper.",
    )
    parser.add_argument("--url", help="the app's address (default: the demo's)")
    parser.add_argument("--calls", type=_positive, default=1, help="calls at the same time")
    parser.add_argument("--seconds", type=float, default=2.0, help="how long to watch the media")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--place-order", action="store_true", help="place a real order outside a demo, too"
    )
    return asyncio.run(_run(parser.parse_args(argv)))


async def _run(options: argparse.Namespace) -> int:
    try:
        async with httpx.AsyncClient(timeout=LOOK_SECONDS) as http:
            target = await find_target(http, options.url, os.environ)
    except NoTarget as error:
        print(f"personal-shopper rehearse: {error}", file=sys.stderr)
        return 1
    plan = Plan(
        calls=options.calls,
        seconds=max(0.0, options.seconds),
        place_order=target.is_demo or options.place_order,
        as_json=options.json,
    )
    return 0 if await rehearse(target, plan) else 1


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


if __name__ == "__main__":
    sys.exit(main())
