"""What files are is found out from their content, and nothing hidden in them survives (S29)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from saleor_personal_shopper.core.files import inspecting
from saleor_personal_shopper.core.files.inspection.verdict import Accepted, Refused
from saleor_personal_shopper.core.files.names import split_ending
from tests.core.files import corpus
from tests.core.files.corpus import CLEANSED, CORPUS, HONEST, MARKER, SCRIPT, Sample

PICTURES = [one for one in (*HONEST, *CLEANSED) if one.verdict.startswith("image/")]


def inspect(name: str, content: bytes, folder: Path) -> Accepted:
    source = folder / "source"
    source.write_bytes(content)
    ending = split_ending(name)[1].lower()
    return inspecting.inspect(source, ending=ending, folder=folder)


@pytest.mark.feature("CL-12")
@pytest.mark.parametrize("sample", CORPUS, ids=lambda one: one.name)
def test_each_file_of_the_corpus_gets_its_verdict(sample: Sample, tmp_path: Path) -> None:
    content = sample.make()

    if sample.is_accepted:
        assert inspect(sample.name, content, tmp_path).content_type == sample.verdict
    else:
        with pytest.raises(Refused) as refused:
            inspect(sample.name, content, tmp_path)
        assert refused.value.code == sample.verdict


@pytest.mark.parametrize("sample", PICTURES, ids=lambda one: one.name)
def test_a_picture_keeps_nothing_but_its_pixels(sample: Sample, tmp_path: Path) -> None:
    found = inspect(sample.name, sample.make(), tmp_path)

    for path in (found.content, found.thumbnail):
        assert path is not None
        kept = path.read_bytes()
        for secret in (MARKER, SCRIPT, b"Exif", b"GPSMARKER", b"xmpmeta", b"Evil.class", b"isom"):
            assert secret not in kept
        with Image.open(io.BytesIO(kept)) as drawn:
            assert not drawn.getexif()
            assert not {"icc_profile", "exif", "xmp", "comment", "Comment"} & set(drawn.info)


def test_a_photo_that_lies_on_its_side_is_set_upright(tmp_path: Path) -> None:
    # given 64 x 48, left half red, "turn it clockwise"
    found = inspect("photo.jpg", corpus.photo(), tmp_path)

    # then it stands, and what was left is above
    assert (found.width, found.height) == (48, 64)
    with Image.open(found.content) as drawn:
        red, _, blue = drawn.getpixel((24, 5))
        assert red > 200 > 60 > blue


def test_a_transparent_picture_stays_transparent(tmp_path: Path) -> None:
    clear = Image.new("RGBA", (10, 10), (255, 0, 0, 128))

    found = inspect("clear.webp", corpus.saved(clear, "WEBP", lossless=True), tmp_path)

    with Image.open(found.content) as drawn:
        assert (found.content_type, drawn.getpixel((5, 5))) == ("image/png", (255, 0, 0, 128))


def test_sixteen_bits_of_grey_become_eight(tmp_path: Path) -> None:
    deep = corpus.saved(Image.new("I;16", (40, 40), 0x4000), "PNG")

    found = inspect("deep.png", deep, tmp_path)

    with Image.open(found.content) as drawn:
        assert drawn.getpixel((5, 5)) == (0x40, 0x40, 0x40)


def test_a_large_photo_is_made_smaller_and_has_a_thumbnail(tmp_path: Path) -> None:
    found = inspect("large.jpg", corpus.picture("JPEG", size=(8000, 6000)), tmp_path)

    assert (found.width, found.height) == (4096, 3072)
    assert found.thumbnail is not None
    with Image.open(found.thumbnail) as small:
        assert (small.format, max(small.size)) == ("WEBP", 512)


def test_documents_are_handed_on_as_they_came(tmp_path: Path) -> None:
    content = corpus.ooxml(corpus.WORD)

    found = inspect("letter.docx", content, tmp_path)

    assert (found.content.read_bytes(), found.endings) == (content, (".docx",))
    assert (found.width, found.height, found.thumbnail) == (None, None, None)


@pytest.mark.parametrize(
    "end",
    ["import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "bytearray(10**10)", "while 1: 0"],
    ids=["crash", "memory", "endless"],
)
def test_a_decoder_that_goes_wrong_costs_only_its_file(
    end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a decoder that crashes, eats memory, or never ends
    evil = tmp_path / "PIL"
    evil.mkdir()
    (evil / "__init__.py").write_text(end)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(inspecting, "SECONDS", 3)

    # then that is this file's fault
    with pytest.raises(Refused, match="DAMAGED"):
        inspect("photo.png", corpus.picture("PNG"), tmp_path)


def test_an_inspection_knows_no_secret_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a decoder that was taken over
    evil = tmp_path / "PIL"
    evil.mkdir()
    spying = (
        "import os, pathlib; pathlib.Path(__file__).with_name('seen').write_text(repr(os.environ))"
    )
    (evil / "__init__.py").write_text(spying)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "a-secret-of-ours")

    # when
    with pytest.raises(Refused):
        inspect("photo.png", corpus.picture("PNG"), tmp_path)

    # then
    assert "a-secret-of-ours" not in (evil / "seen").read_text()
