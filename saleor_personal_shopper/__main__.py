"""The console script `personal-shopper`, the same as `python -m saleor_personal_shopper`."""

from __future__ import annotations

import sys
from importlib import import_module

COMMANDS = {
    "demo": "set up and run the whole product on embedded parts",
    "rehearse": "hold synthetic calls through a running system",
    "bench": "measure what it costs, beside a baseline",
    "web": "serve HTTP and WebSockets",
    "worker": "work off webhooks and tasks",
    "beat": "start the periodic tasks",
    "media": "forward the calls' audio and video",
    "compile": "make media take half the processor time, where a C compiler is",
    "doctor": "check settings, services and every connected Saleor",
    "manage": "run one of Django's commands",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if not given or given[0] not in COMMANDS:
        print(usage(), file=sys.stderr)
        return 0 if given[:1] in (["-h"], ["--help"]) else 2
    run = import_module(f"saleor_personal_shopper.cli.{given[0]}").run
    return int(run(given[1:]) or 0)


def usage() -> str:
    lines = [f"  {name:<10} {does}" for name, does in COMMANDS.items()]
    return "\n".join(["usage: personal-shopper COMMAND …", "", *lines])


if __name__ == "__main__":
    sys.exit(main())
