"""Files as honest and as hostile people send them (S29), each with what has to become of it."""

from __future__ import annotations

import base64
import gzip
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PIL import Image, ImageDraw, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

MARKER = b"GPS-41.3874N-2.1686E"
"""Stands in every place of a picture that is not its pixels."""
SCRIPT = b"<script>alert(document.domain)</script>"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OOXML = "application/vnd.openxmlformats-officedocument."
WORD, SHEET, SLIDES = (
    f"{OOXML}wordprocessingml.document",
    f"{OOXML}spreadsheetml.sheet",
    f"{OOXML}presentationml.presentation",
)
OPENDOCUMENT = "application/vnd.oasis.opendocument."
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAA"
    "AAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAABkAAgAAAAAB+wABAAAAAAAAAC4AAAA4aWluZgAAAAAA"
    "AgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADd"
    "aXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAq"
    "QgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQAN"
    "AAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBp"
    "eGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAT21kYXQA"
    "AAAVKAGvC2D15YOv/+nB371CDlhFP9Q4AAAABkV4aWYAAE1NACoAAAAIAAEBDgACAAAACgAAABoAAAAAR1BTTUFSS0VS"
    "AA=="
)
"""64 x 48 pixels, made once by libheif: our own dependency only reads this format."""


@dataclass(frozen=True)
class Sample:
    """`verdict` is the content type that it is kept under, or the code of the refusal."""

    name: str
    make: Callable[[], bytes]
    verdict: str

    @property
    def is_accepted(self) -> bool:
        return "/" in self.verdict


def picture(
    format: str, mode: str = "RGB", size: tuple[int, int] = (64, 48), **how: object
) -> bytes:
    """Left half red, right half blue, so that turning it shows."""
    drawn = Image.new("RGB", size, "red")
    ImageDraw.Draw(drawn).rectangle((size[0] // 2, 0, *size), fill="blue")
    return saved(drawn.convert(mode), format, **how)


def saved(drawn: Image.Image, format: str, **how: object) -> bytes:
    into = io.BytesIO()
    drawn.save(into, format, **how)
    return into.getvalue()


def photo() -> bytes:
    """As a phone takes it: lying, with place, maker's note, comment, and an XMP packet."""
    facts = Image.Exif()
    facts[0x0112] = 6  # turn it clockwise
    facts[0x010E] = MARKER.decode()
    facts.get_ifd(0x8825)[29] = MARKER.decode()
    return picture("JPEG", exif=facts.tobytes(), comment=MARKER, xmp=b"<x:xmpmeta>" + MARKER)


def annotated_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", MARKER.decode())
    texts.add_itxt("XML:com.adobe.xmp", MARKER.decode(), zip=True)
    return picture("PNG", pnginfo=texts)


def bomb_png() -> bytes:
    """A few kilobytes that claim 50,000 x 50,000 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1_000_000, 9)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def large_png() -> bytes:
    """One row more than fifty million pixels."""
    return saved(Image.new("1", (10_000, 5_001)), "PNG")


def archive(entries: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", method) as made:
        for name, content in entries.items():
            made.writestr(name, content)
    return into.getvalue()


def ooxml(main: str, more: Mapping[str, bytes | str] | None = None, types: str = "") -> bytes:
    override = f'<Override PartName="/main.xml" ContentType="{main}.main+xml"/>{types}'
    schema = "http://schemas.openxmlformats.org/package/2006/content-types"
    entries: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{schema}">{override}</Types>',
        "_rels/.rels": relations("officeDocument", "main.xml"),
        "main.xml": "<main>Good day</main>",
    }
    return archive({**entries, **(more or {})})


def relations(kind: str, target: str, mode: str = "Internal") -> str:
    base = "http://schemas.openxmlformats.org"
    return (
        f'<Relationships xmlns="{base}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}" '
        f'TargetMode="{mode}"/></Relationships>'
    )


def opendocument(kind: str, more: Mapping[str, str] | None = None) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as made:
        made.writestr("mimetype", f"{OPENDOCUMENT}{kind}")
        for name, content in {"content.xml": "<office/>", **(more or {})}.items():
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def macro_word() -> bytes:
    main = "application/vnd.ms-word.document.macroEnabled"
    return ooxml(main, {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def hidden_macro() -> bytes:
    """A macro in a document that says it has none, its type written with a character reference."""
    types = '<Default Extension="bin" ContentType="application/vnd.ms-office.vba&#80;roject"/>'
    return ooxml(WORD, {"word/other.bin": b"\xd0\xcf\x11\xe0"}, types)


def zip_bomb() -> bytes:
    return ooxml(WORD, {"media/zeros": b"\0" * (300 * 1024 * 1024)})


def lying_zip_bomb() -> bytes:
    """Says in its directory that it is small, and unpacks to much."""
    made = zip_bomb()
    size = struct.pack("<I", 300 * 1024 * 1024)
    return made.replace(size, struct.pack("<I", 1000))


def entity_bomb() -> bytes:
    entities = '<!DOCTYPE t [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    return archive({"[Content_Types].xml": f"<?xml version='1.0'?>{entities}<Types>&b;</Types>"})


def locked_zip() -> bytes:
    """Entries that ask for a password."""
    made = bytearray(ooxml(WORD))
    directory = made.find(b"PK\x01\x02")
    made[directory + 8] |= 1
    made[6] |= 1
    return bytes(made)


def pdf(change: Callable[[PdfWriter], None] = lambda writer: None) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


def run_script(writer: PdfWriter) -> None:
    script = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
    action = DictionaryObject({NameObject(name): value for name, value in script.items()})
    writer.root_object[NameObject("/OpenAction")] = action


def launch_on_page(writer: PdfWriter) -> None:
    """A page that starts a program, after an action that does nothing."""
    launch = DictionaryObject(
        {NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")}
    )
    first = DictionaryObject({NameObject("/S"): NameObject("/GoTo"), NameObject("/Next"): launch})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): first})


def tar_gz() -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w:gz") as made:
        made.addfile(tarfile.TarInfo("a"), io.BytesIO())
    return into.getvalue()


def jar() -> bytes:
    return archive({"META-INF/MANIFEST.MF": "Main-Class: Evil", "Evil.class": b"\xca\xfe\xba\xbe"})


def mp4() -> bytes:
    return b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + b"\0" * 100


HONEST = (
    Sample("photo.jpg", photo, "image/jpeg"),
    Sample("cmyk.jpg", lambda: picture("JPEG", "CMYK"), "image/jpeg"),
    Sample("grey.jpeg", lambda: picture("JPEG", "L"), "image/jpeg"),
    Sample("drawing.png", annotated_png, "image/png"),
    Sample("clear.png", lambda: picture("PNG", "RGBA"), "image/png"),
    Sample("deep.png", lambda: saved(Image.new("I;16", (40, 40), 9000), "PNG"), "image/png"),
    Sample("palette.gif", lambda: picture("GIF", "P"), "image/png"),
    Sample("photo.webp", lambda: picture("WEBP"), "image/jpeg"),
    Sample("phone.avif", lambda: picture("AVIF"), "image/jpeg"),
    Sample("phone.heic", lambda: HEIC, "image/jpeg"),
    Sample("picture without an ending", lambda: picture("PNG"), "image/png"),
    Sample("invoice.pdf", pdf, "application/pdf"),
    Sample("named-otherwise.exe", pdf, "application/pdf"),
    Sample("notes.txt", "Größe 38, bitte.\n".encode, "text/plain"),
    Sample("windows.txt", lambda: "Talla única €".encode("cp1252"), "text/plain"),
    Sample("utf16.txt", lambda: "Talla única".encode("utf-16"), "text/plain"),
    Sample("sizes.csv", lambda: b"name;size\nEmma;38\n", "text/csv"),
    Sample("letter.docx", lambda: ooxml(WORD), WORD),
    Sample(
        "linked.docx",
        lambda: ooxml(WORD, {"w.rels": relations("hyperlink", "https://x", "External")}),
        WORD,
    ),
    Sample("sizes.xlsx", lambda: ooxml(SHEET), SHEET),
    Sample("looks.pptx", lambda: ooxml(SLIDES), SLIDES),
    Sample("letter.odt", lambda: opendocument("text"), f"{OPENDOCUMENT}text"),
    Sample("sizes.ods", lambda: opendocument("spreadsheet"), f"{OPENDOCUMENT}spreadsheet"),
)
CLEANSED = (
    # What was added to a picture is gone once it is drawn anew; phones add films to photos too.
    Sample("polyglot.png", lambda: picture("PNG") + SCRIPT, "image/png"),
    Sample("script.jpg", lambda: picture("JPEG", comment=b"*/=alert(1);/*" + SCRIPT), "image/jpeg"),
    Sample("gifar.gif", lambda: picture("GIF", "P") + jar(), "image/png"),
    Sample("film-behind.jpg", lambda: picture("JPEG") + mp4(), "image/jpeg"),
)
HOSTILE = (
    Sample("page.html", lambda: b"<!DOCTYPE html>" + SCRIPT, "ACTIVE_CONTENT"),
    Sample("page.txt", lambda: b"Hello\n" + SCRIPT, "ACTIVE_CONTENT"),
    Sample("page.jpg", lambda: b"<html>" + SCRIPT, "ACTIVE_CONTENT"),
    Sample(
        "icon.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT, "ACTIVE_CONTENT"
    ),
    Sample("feed.xml", lambda: b"<?xml version='1.0'?><a/>", "ACTIVE_CONTENT"),
    Sample("run.txt", lambda: b"#!/bin/sh\nrm -rf /\n", "ACTIVE_CONTENT"),
    Sample("run.js", lambda: b"alert(1)\n", "NOT_ALLOWED"),
    Sample("run.bat", lambda: b"del *.*\n", "NOT_ALLOWED"),
    Sample("run.exe", lambda: b"MZ\x90\0\3\0\0\0" + b"\0" * 100, "NOT_ALLOWED"),
    Sample("run.jpg", lambda: b"\x7fELF\2\1\1\0" + b"\0" * 100, "NOT_ALLOWED"),
    Sample("run.class", lambda: b"\xca\xfe\xba\xbe\0\0", "NOT_ALLOWED"),
    Sample("tool.jar", jar, "NOT_ALLOWED"),
    Sample("things.zip", lambda: archive({"a.txt": "a"}), "NOT_ALLOWED"),
    Sample("things.tar.gz", tar_gz, "NOT_ALLOWED"),
    Sample("things.gz", lambda: gzip.compress(b"a"), "NOT_ALLOWED"),
    Sample("old.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "NOT_ALLOWED"),
    Sample("film.mp4", mp4, "NOT_ALLOWED"),
    Sample("bitmap.bmp", lambda: picture("BMP"), "NOT_ALLOWED"),
    Sample("binary.txt", lambda: b"abc\0def", "NOT_ALLOWED"),
    Sample("macro.docm", macro_word, "ACTIVE_CONTENT"),
    Sample("macro.docx", hidden_macro, "ACTIVE_CONTENT"),
    Sample(
        "remote.docx",
        lambda: ooxml(WORD, {"w.rels": relations("attachedTemplate", "https://x", "External")}),
        "ACTIVE_CONTENT",
    ),
    Sample(
        "object.xlsx",
        lambda: ooxml(SHEET, {"xl/embeddings/oleObject1.bin": b"MZ"}),
        "ACTIVE_CONTENT",
    ),
    Sample(
        "macro.odt",
        lambda: opendocument("text", {"Basic/Standard/Module1.xml": "<m/>"}),
        "ACTIVE_CONTENT",
    ),
    Sample("entities.docx", entity_bomb, "ACTIVE_CONTENT"),
    Sample("locked.docx", locked_zip, "PASSWORD_PROTECTED"),
    Sample("bomb.docx", zip_bomb, "TOO_LARGE_UNPACKED"),
    Sample("lying-bomb.docx", lying_zip_bomb, "DAMAGED"),
    Sample("outside.docx", lambda: ooxml(WORD, {"../../etc/cron.d/x": "x"}), "MIXED_CONTENT"),
    Sample("exe-before.docx", lambda: b"PK\3\4" + b"MZ" * 50 + ooxml(WORD), "MIXED_CONTENT"),
    Sample("cut.docx", lambda: ooxml(WORD)[:200], "DAMAGED"),
    Sample("script.pdf", lambda: pdf(run_script), "ACTIVE_CONTENT"),
    Sample("launch.pdf", lambda: pdf(launch_on_page), "ACTIVE_CONTENT"),
    Sample(
        "locked.pdf", lambda: pdf(lambda writer: writer.encrypt("secret")), "PASSWORD_PROTECTED"
    ),
    Sample("zip-behind.pdf", lambda: pdf() + jar(), "MIXED_CONTENT"),
    Sample("nothing.pdf", lambda: b"%PDF-1.7\n" + b"\0" * 50, "DAMAGED"),
    Sample("bomb.png", bomb_png, "TOO_MANY_PIXELS"),
    Sample("large.png", large_png, "TOO_MANY_PIXELS"),
    Sample("cut.jpg", lambda: photo()[:400], "DAMAGED"),
    Sample("cut.heic", lambda: HEIC[:300], "DAMAGED"),
    Sample("empty.txt", lambda: b"", "EMPTY"),
)
CORPUS = (*HONEST, *CLEANSED, *HOSTILE)
