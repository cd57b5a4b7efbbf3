"""No word of a stranger ends a line, hides, or turns around what stands beside it (S34)."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saleor_personal_shopper.core.notifications.plain import plain_line, plain_text

NASTY = st.text(
    st.one_of(
        st.sampled_from("\r\n\x00\x0b\x0c\x85\u2028\u2029\u202e\u2066\u200f\t\x1b "),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=300,
)


@given(NASTY)
def test_a_line_is_one_line_of_what_can_be_seen(words: str) -> None:
    line = plain_line(words)

    assert len(line.splitlines()) <= 1
    assert len(line) <= 200
    assert not {unicodedata.category(char) for char in line if char not in "\u200c\u200d"} & {
        "Cc",
        "Cf",
        "Zl",
        "Zp",
    }
    assert plain_line(line) == line


@given(NASTY)
def test_a_text_ends_its_lines_in_one_way(words: str) -> None:
    text = plain_text(words)

    assert text.splitlines() == [line for line in text.split("\n") if text]
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Carla\r\nBcc: all@example.com", "Carla Bcc: all@example.com"),
        ("gpj.\u202eannexe", "gpj.annexe"),
        ("  Ana   María\t ", "Ana María"),
        ("नमस्\u200dते 👩\u200d👧", "नमस्\u200dते 👩\u200d👧"),
        ("x" * 250, "x" * 199 + "…"),
    ],
)
def test_what_people_write_stays_readable(words: str, line: str) -> None:
    assert plain_line(words) == line


def test_paragraphs_stay_apart() -> None:
    assert plain_text("One \r\n\r\ntwo\rthree\u2028four\n") == "One\n\ntwo\nthree\nfour"
