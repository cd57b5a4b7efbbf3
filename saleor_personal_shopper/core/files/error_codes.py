"""Why a file is refused."""

from __future__ import annotations

from enum import StrEnum


class FileErrorCode(StrEnum):
    """Each has its sentence in `refusals`."""

    ACTIVE_CONTENT = "ACTIVE_CONTENT"
    DAMAGED = "DAMAGED"
    EMPTY = "EMPTY"
    EXPIRED = "EXPIRED"
    INFECTED = "INFECTED"
    MIXED_CONTENT = "MIXED_CONTENT"
    NOT_ALLOWED = "NOT_ALLOWED"
    NOT_CHECKED = "NOT_CHECKED"
    NOT_FOUND = "NOT_FOUND"
    OFFSET_MISMATCH = "OFFSET_MISMATCH"
    PASSWORD_PROTECTED = "PASSWORD_PROTECTED"  # noqa: S105
    QUOTA_EXCEEDED = "QUOTA_EXCEEDED"
    TOO_LARGE = "TOO_LARGE"
    TOO_LARGE_UNPACKED = "TOO_LARGE_UNPACKED"
    TOO_MANY_PIXELS = "TOO_MANY_PIXELS"
