"""`python -m …core.shoppers.busy ZONE EMAIL START END`: busy times of the iCalendar object on
standard input, as JSON on standard output.

An entry that repeats every second for ever ends here, with this process.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from ...confinement import confine

MEMORY = 1024 * 1024 * 1024
SECONDS = 20


def main(zone: str, email: str, start: str, end: str) -> None:
    """Print `{times: [[start, end]]}`, or `{problem}`."""
    from .times import NoCalendar, Owner, TooMuch, busy_times

    try:
        times = busy_times(
            sys.stdin.buffer.read(),
            owner=Owner(ZoneInfo(zone), email),
            start=datetime.fromisoformat(start),
            end=datetime.fromisoformat(end),
        )
    except NoCalendar:
        print(json.dumps({"problem": "NO_CALENDAR"}))
    except (TooMuch, MemoryError, RecursionError):
        print(json.dumps({"problem": "TOO_MUCH"}))
    else:
        print(json.dumps({"times": [[one.isoformat() for one in pair] for pair in times]}))


if __name__ == "__main__":
    confine(memory=MEMORY, seconds=SECONDS)
    main(*sys.argv[1:])
