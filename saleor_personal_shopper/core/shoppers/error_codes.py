"""Why the list of personal shoppers refuses something."""

from __future__ import annotations

from enum import StrEnum


class ShopperErrorCode(StrEnum):
    ILLEGAL_STATE = "ILLEGAL_STATE"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    REQUIRED = "REQUIRED"
