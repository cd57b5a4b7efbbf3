"""The operator's guide names every variable, and none that does not exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "saleor_personal_shopper"


def variables_read() -> set[str]:
    """By the readers of the environment."""
    settings = (PACKAGE / "config" / "settings.py").read_text()
    media = (PACKAGE / "media" / "settings.py").read_text()
    node = (PACKAGE / "media" / "node" / "settings.py").read_text()
    compiled = (PACKAGE / "media" / "compiled.py").read_text()
    return {
        *re.findall(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings),
        *re.findall(r"environ\.get\(\"([A-Z_]+)\"", media + node + compiled),
    }


def test_the_table_is_true() -> None:
    # given
    guide = (ROOT / "docs" / "operator.md").read_text()

    # when
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", guide, flags=re.MULTILINE))

    # then
    assert documented == variables_read()
