"""`personal-shopper compile`: the way of media's packets as C, where there is a compiler."""

from __future__ import annotations

import sys

from ..media.compiling import CannotCompile, build


def run(arguments: list[str]) -> int:
    """Compile it unless that is done; 0 also where it cannot be, since nothing needs it."""
    if arguments:
        print("usage: personal-shopper compile", file=sys.stderr)
        return 2
    try:
        build()
    except CannotCompile as reason:
        print(f"Media runs uncompiled, at twice the processor time. {reason}")
    else:
        print("Media runs compiled.")
    return 0
