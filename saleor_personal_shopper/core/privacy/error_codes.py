"""Why a consent text is refused."""

from __future__ import annotations

from enum import StrEnum


class PrivacyErrorCode(StrEnum):
    INVALID = "INVALID"
    REQUIRED = "REQUIRED"
