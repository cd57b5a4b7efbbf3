"""Words of strangers, made fit for a header or a line of text; pure (S34)."""

from __future__ import annotations

import re
import unicodedata

LINE_LENGTH = 200
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control and format characters (bidirectional overrides too), and Unicode's own line ends."""
KEPT = frozenset("\u200c\u200d")
"""Joiners, which Persian, Hindi and emoji cannot be written without."""
LINE_ENDS = re.compile("\r\n|[\r\n\u2028\u2029\x85\x0b\x0c]")


def plain_line(text: str, *, limit: int = LINE_LENGTH) -> str:
    """One line of printable characters, cut with an ellipsis where it is too long."""
    line = " ".join(_seen(LINE_ENDS.sub(" ", text).replace("\t", " ")).split())
    return line if len(line) <= limit else f"{line[: limit - 1].rstrip()}…"


def plain_text(text: str) -> str:
    """Lines of printable characters, ended by line feeds alone."""
    lines = LINE_ENDS.sub("\n", text).replace("\t", " ").split("\n")
    return "\n".join(_seen(line).rstrip() for line in lines).strip()


def _seen(line: str) -> str:
    return "".join(
        char for char in line if char in KEPT or unicodedata.category(char) not in UNSEEN
    )
