"""`python -m …core.files.inspection FILE ENDING FOLDER`: one verdict, as JSON on standard output.

Whatever a decoder does wrong ends here: with so much memory and time, and no secret to read.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from ...confinement import confine

MEMORY = 1536 * 1024 * 1024
"""Of address space; a picture of 50 million pixels takes up to 850 MB while it is redrawn."""
SECONDS = 25
"""Of processor time."""
WRITTEN = 128 * 1024 * 1024
"""The largest file that may be written, in bytes."""


def main(source: str, ending: str, folder: str) -> None:
    """Print what `recognise.inspect` finds: the fields of Accepted, or a refusal's `code`."""
    from .recognise import inspect
    from .verdict import Refused

    try:
        found = asdict(inspect(Path(source), ending=ending, folder=Path(folder)))
    except Refused as refused:
        found = {"code": str(refused.code)}
    print(json.dumps(found, default=str))


if __name__ == "__main__":
    confine(memory=MEMORY, seconds=SECONDS, written=WRITTEN)
    main(*sys.argv[1:])
