"""Why campaigns refuse something."""

from __future__ import annotations

from enum import StrEnum


class CampaignErrorCode(StrEnum):
    INVALID = "INVALID"
    IN_USE = "IN_USE"
