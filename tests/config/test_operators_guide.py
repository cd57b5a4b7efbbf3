"""The operator's guide names every variable, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "saleor_personal_shopper"
READERS = [
    PACKAGE / "config" / "settings.py",
    *(PACKAGE / "media").glob("*.py"),
]


def variables_read() -> set[str]:
    source = "".join(path.read_text() for path in READERS)
    settings = re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", source)
    media = re.findall(r"[\"'](MEDIA_[A-Z_]+)[\"']", source)
    return {*settings, *media}


def test_the_table_is_true() -> None:
    # given
    guide = (ROOT / "docs" / "operator.md").read_text()

    # when
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", guide, flags=re.MULTILINE))

    # then
    assert documented == variables_read()
