"""PDF, handed on as it came, unless it would do something by itself when opened."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from ..error_codes import FileErrorCode
from .verdict import Accepted, Refused

MOST_PAGES = 2000
ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
"""Action types of ISO 32000-2 §12.6.4 that run programs or send data."""
MOST_STEPS = 200
"""In one chain of actions, which a hostile file may close to a ring."""


def check(source: Path) -> Accepted:
    """Raises Refused."""
    if zipfile.is_zipfile(source):
        raise Refused(FileErrorCode.MIXED_CONTENT)
    try:
        reader = PdfReader(source)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused(FileErrorCode.PASSWORD_PROTECTED)
        if _runs_something(reader):
            raise Refused(FileErrorCode.ACTIVE_CONTENT)
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError) as error:
        raise Refused(FileErrorCode.DAMAGED) from error
    except RecursionError as error:
        raise Refused(FileErrorCode.TOO_LARGE_UNPACKED) from error
    return Accepted(content=source, content_type="application/pdf", endings=(".pdf",))


def _runs_something(reader: PdfReader) -> bool:
    """Whether opening the document or turning to a page starts an action."""
    root = _value(reader.trailer["/Root"])
    names = _value(root.get("/Names")) or {}
    if "/JavaScript" in names or _acts(root.get("/OpenAction")) or _answers(root):
        return True
    if len(reader.pages) > MOST_PAGES:
        raise Refused(FileErrorCode.TOO_LARGE_UNPACKED)
    return any(_answers(page) for page in reader.pages)


def _answers(node: Any) -> bool:
    """Whether one of a dictionary's additional actions (/AA) is one of ACTIONS."""
    additional = _value(node.get("/AA"))
    return bool(additional) and any(_acts(action) for action in additional.values())


def _acts(action: Any) -> bool:
    """Whether an action, or one that follows it, is one of ACTIONS."""
    waiting = [action]
    for _ in range(MOST_STEPS):
        if not waiting:
            return False
        found = _value(waiting.pop())
        if isinstance(found, list):
            waiting.extend(found)
        elif isinstance(found, dict):
            if _value(found.get("/S")) in ACTIONS:
                return True
            waiting.append(found.get("/Next"))
    return True


def _value(item: Any) -> Any:
    """The object itself where a reference stands."""
    return item.get_object() if hasattr(item, "get_object") else item
