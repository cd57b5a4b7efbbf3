"""Names of files: what people may read, and what they may start."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.core.files.names import clean_name, name_as

JPEG, PDF = (".jpg", ".jpeg"), (".pdf",)


@pytest.mark.parametrize(
    ("given", "seen"),
    [
        ("photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Emma\sizes.xlsx", "sizes.xlsx"),
        ("\u202egpj.exe", "gpj.exe"),  # would read as exe.jpg
        ("in\u200bvoice\u2066.pdf", "invoice.pdf"),
        ("a\x00b\x1b[31m.txt", "ab[31m.txt"),
        ("two\nlines\tand  more.txt", "two lines and more.txt"),
        ("  .hidden  ", "hidden"),
        ("été\u0301.png", "été\u0301.png"),
        ("größe 38 & 40 – “neu”.pdf", "größe 38 & 40 – “neu”.pdf"),
        ("写真.jpg", "写真.jpg"),
        ("", "file"),
        ("../..", "file"),
        ("\u202e\u200f", "file"),
    ],
)
def test_a_name_keeps_what_can_be_seen(given: str, seen: str) -> None:
    assert clean_name(given) == seen


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("a" * 300 + ".jpeg")

    assert (len(name), name[-6:]) == (120, "a.jpeg")


@pytest.mark.parametrize(
    ("given", "endings", "kept"),
    [
        ("photo.JPEG", JPEG, "photo.JPEG"),
        ("IMG_1.heic", JPEG, "IMG_1.jpg"),
        ("photo.exe", JPEG, "photo.exe.jpg"),
        ("photo", JPEG, "photo.jpg"),
        ("gpj.exe", PDF, "gpj.exe.pdf"),
        ("invoice.pdf", PDF, "invoice.pdf"),
    ],
)
def test_a_name_ends_as_its_content_does(given: str, endings: tuple[str, ...], kept: str) -> None:
    assert name_as(given, endings) == kept


def test_an_ending_that_is_added_keeps_the_name_within_its_length() -> None:
    assert len(name_as("a" * 120, PDF)) == 120
