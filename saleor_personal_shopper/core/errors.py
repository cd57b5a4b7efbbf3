"""The one tree of business errors."""

from __future__ import annotations

from enum import StrEnum


class DomainError(Exception):
    """A refusal with a code, a sentence that names the next step, and the field at fault."""

    def __init__(self, code: StrEnum, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field
