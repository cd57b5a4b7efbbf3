"""The document of figures: written by a run, and whole."""

import re
from pathlib import Path

import pytest

from saleor_personal_shopper.bench.__main__ import MEASURES
from saleor_personal_shopper.bench.document import BEGIN, END, write_figures
from saleor_personal_shopper.bench.measurement import Measurement

DOCUMENT = Path(__file__).parents[2] / "docs" / "performance.md"


def test_figures_replace_those_of_an_earlier_run(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    older = (
        "| `media.join_ms` | 1 | 2 | 0.5 | ms | 2026-01-01 |\n| `slots.ms` | 7 | 7 | 1 | ms | x |"
    )
    document.write_text(f"# Before\n{BEGIN}\nold\n{older}\n{END}\nafter\n")

    write_figures(document, [Measurement("media.join_ms", 97.333333, "ms", 132.9)])

    text = document.read_text()
    assert "| `media.join_ms` | 97.33 | 132.9 | 0.7324 | ms | 20" in text
    assert text.count("`media.join_ms`") == 1
    # and one that was not taken this time stays
    assert "| `slots.ms` | 7 | 7 | 1 | ms | x |" in text
    assert "old" not in text and text.startswith("# Before") and text.endswith("after\n")


def test_a_document_without_a_place_for_them_is_left_alone(tmp_path: Path) -> None:
    document = tmp_path / "other.md"
    document.write_text("nothing")
    with pytest.raises(ValueError, match="no place"):
        write_figures(document, [])
    assert document.read_text() == "nothing"


def test_every_figure_stands_in_the_table_and_is_explained() -> None:
    table, _, explained = DOCUMENT.read_text().partition(END)
    taken = re.findall(r"^\| `([\w.]+)` \| [\d.]", table, re.MULTILINE)
    # Janus is not on every machine.
    missing = {name for name in MEASURES if not any(one.startswith(name) for one in taken)}
    assert missing <= {"media.forward.janus"}, "make performance writes the table"
    for one in taken:
        assert f"`{one}`" in explained or f"`{one.partition('.')[0]}.*`" in explained, one
