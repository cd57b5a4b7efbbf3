"""Why a service of installations refuses."""

from enum import StrEnum


class InstallationErrorCode(StrEnum):
    INVALID = "INVALID"
