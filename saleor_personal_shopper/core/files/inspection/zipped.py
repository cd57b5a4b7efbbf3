"""Documents that are ZIP archives: Office Open XML (ECMA-376) and OpenDocument.

Handed on as they came, unless they hold macros, programs, or more than they seem to.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ..error_codes import FileErrorCode
from .verdict import Accepted, Refused

MOST_ENTRIES = 5000
MOST_UNPACKED = 250 * 1024 * 1024
MOST_XML = 20 * 1024 * 1024
CHUNK = 256 * 1024
OOXML = "application/vnd.openxmlformats-officedocument."
OPENDOCUMENT = "application/vnd.oasis.opendocument."
OOXML_KINDS = {
    "wordprocessingml.document": ".docx",
    "spreadsheetml.sheet": ".xlsx",
    "presentationml.presentation": ".pptx",
}
OPENDOCUMENT_KINDS = {"text": ".odt", "spreadsheet": ".ods", "presentation": ".odp"}
PROGRAMS = ("macroenabled", "vbaproject", "macrosheet", "activex", "oleobject", "package.bin")
"""In the types and names of parts that run, or that hide other files."""
REMOTE_PARTS = ("/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/externalLinkPath")
"""Relationships that fetch something when the document is opened."""


def check(source: Path) -> Accepted:
    """Raises Refused."""
    try:
        with zipfile.ZipFile(source) as archive:
            _check_frame(archive)
            found = _ooxml(archive) or _opendocument(archive)
            if found is None:
                raise Refused(FileErrorCode.NOT_ALLOWED)
            _unpack(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
        raise Refused(FileErrorCode.DAMAGED) from error
    except ElementTree.ParseError as error:
        raise Refused(FileErrorCode.DAMAGED) from error
    content_type, ending = found
    return Accepted(content=source, content_type=content_type, endings=(ending,))


def _check_frame(archive: zipfile.ZipFile) -> None:
    """Nothing before the first entry or after the last, no passwords, no promise of too much."""
    entries = archive.infolist()
    if archive.comment or not entries or min(one.header_offset for one in entries):
        raise Refused(FileErrorCode.MIXED_CONTENT)
    if any(one.flag_bits & 1 for one in entries):
        raise Refused(FileErrorCode.PASSWORD_PROTECTED)
    promised = sum(one.file_size for one in entries)
    if len(entries) > MOST_ENTRIES or promised > MOST_UNPACKED:
        raise Refused(FileErrorCode.TOO_LARGE_UNPACKED)
    if any(_leaves(one.filename) for one in entries):
        raise Refused(FileErrorCode.MIXED_CONTENT)


def _leaves(name: str) -> bool:
    """Whether unpacking would write outside its folder."""
    return name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/")


def _unpack(archive: zipfile.ZipFile) -> None:
    """Unpack all of it, to nowhere: the sizes written in an archive may lie."""
    unpacked = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    raise Refused(FileErrorCode.TOO_LARGE_UNPACKED)


def _ooxml(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names:
        return None
    types = [one.get("ContentType", "") for one in _xml(archive, "[Content_Types].xml")]
    if any(word in text.lower() for text in (*types, *names) for word in PROGRAMS):
        raise Refused(FileErrorCode.ACTIVE_CONTENT)
    if any(_fetches(relation) for relation in _relations(archive)):
        raise Refused(FileErrorCode.ACTIVE_CONTENT)
    for kind, ending in OOXML_KINDS.items():
        if f"{OOXML}{kind}.main+xml" in types:
            return f"{OOXML}{kind}", ending
    return None


def _relations(archive: zipfile.ZipFile) -> Iterator[ElementTree.Element]:
    for name in archive.namelist():
        if name.endswith(".rels"):
            yield from _xml(archive, name)


def _fetches(relation: ElementTree.Element) -> bool:
    is_outside = relation.get("TargetMode", "").lower() == "external"
    return is_outside and relation.get("Type", "").endswith(REMOTE_PARTS)


def _opendocument(archive: zipfile.ZipFile) -> tuple[str, str] | None:
    first = archive.infolist()[0]
    if first.filename != "mimetype" or first.file_size > 128:
        return None
    content_type = archive.read(first).decode("ascii", errors="replace")
    ending = OPENDOCUMENT_KINDS.get(content_type.removeprefix(OPENDOCUMENT))
    if ending is None or not content_type.startswith(OPENDOCUMENT):
        return None
    if any(name.startswith(("Basic/", "Scripts/")) for name in archive.namelist()):
        raise Refused(FileErrorCode.ACTIVE_CONTENT)
    return content_type, ending


def _xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """A small part; entities are refused, since they can grow without end."""
    if archive.getinfo(name).file_size > MOST_XML:
        raise Refused(FileErrorCode.TOO_LARGE_UNPACKED)
    text = archive.read(name)
    if b"<!DOCTYPE" in text.upper():
        raise Refused(FileErrorCode.ACTIVE_CONTENT)
    return ElementTree.fromstring(text)  # noqa: S314
