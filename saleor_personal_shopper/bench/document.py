"""The table of figures in docs/performance.md, written anew by a run."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from ..media.compiled import search_path
from .measurement import Measurement, rounded

BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"
_ROW = re.compile(r"^\| `([\w.]+)` \|.*$", re.MULTILINE)
_HEAD = ("| figure | ours | beside | ratio | unit | day |", "|---|---|---|---|---|---|")
CPU_INFO = Path("/proc/cpuinfo")


def write_figures(document: Path, measured: Sequence[Measurement]) -> None:
    """Put them between the marks, each in place of an older one of its name.

    Raises ValueError for a document without the marks.
    """
    text = document.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    older, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{document} has no place for figures: {BEGIN} … {END}")
    rows = {found[1]: found[0] for found in _ROW.finditer(older)}
    day = datetime.now(UTC).date()
    rows |= {one.name: _row(one, day) for one in measured}
    table = "\n".join([_machine(), "", *_HEAD, *rows.values()])
    document.write_text(f"{before}{begin}\n{table}\n{end}{after}", encoding="utf-8")


def _row(one: Measurement, day: date) -> str:
    value, baseline, ratio = rounded(one.value), rounded(one.baseline), rounded(one.ratio)
    return f"| `{one.name}` | {value:g} | {baseline:g} | {ratio:g} | {one.unit} | {day} |"


def _machine() -> str:
    cores, load = os.cpu_count(), os.getloadavg()[1]
    return (
        f"Taken on: {_processor()}, {cores} cores, Python {platform.python_version()}; "
        f"media {'compiled' if search_path() else 'uncompiled'}; "
        f"load over the last five minutes {load:.1f}."
    )


def _processor() -> str:
    try:
        lines = CPU_INFO.read_text().splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
