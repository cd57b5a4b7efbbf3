"""A scheduled call as a calendar file (RFC 5545); pure."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

PRODUCT = "-//Personal Shopper for Saleor//EN"
FOLD_AT = 75
"""Octets in a line (RFC 5545 §3.1)."""


@dataclass(frozen=True)
class CalendarEntry:
    """`uid` stays the same for one call, however often the file is fetched."""

    uid: str
    summary: str
    starts_at: datetime
    minutes: int
    url: str


def calendar_file(entry: CalendarEntry, *, now: datetime) -> str:
    """The file's text, with the line ends and folds of the standard."""
    ends_at = entry.starts_at + timedelta(minutes=entry.minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{_escape(entry.uid)}",
        f"DTSTAMP:{_utc(now)}",
        f"DTSTART:{_utc(entry.starts_at)}",
        f"DTEND:{_utc(ends_at)}",
        f"SUMMARY:{_escape(entry.summary)}",
        f"LOCATION:{_escape(entry.url)}",
        f"URL:{_printable(entry.url)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_fold(line)}\r\n" for line in lines)


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escape(text: str) -> str:
    """A TEXT value (RFC 5545 §3.3.11); a line end in it would begin a new property."""
    for char in ("\\", ";", ","):
        text = text.replace(char, f"\\{char}")
    return _printable(text)


def _printable(text: str) -> str:
    """Without control characters, line and paragraph separators."""
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Zl", "Zp"})


def _fold(line: str) -> str:
    """Cut a long line into pieces that never split a character."""
    pieces, piece, size = [], "", 0
    for char in line:
        octets = len(char.encode())
        if size + octets > FOLD_AT:
            pieces.append(piece)
            piece, size = " ", 1
        piece += char
        size += octets
    return "\r\n".join([*pieces, piece])
