"""Why the list of personal shoppers, their groups or their hours refuse something."""

from __future__ import annotations

from enum import StrEnum


class ShopperErrorCode(StrEnum):
    ILLEGAL_STATE = "ILLEGAL_STATE"
    INVALID = "INVALID"
    IN_USE = "IN_USE"
    LIMIT_REACHED = "LIMIT_REACHED"
    NOT_FOUND = "NOT_FOUND"
    REQUIRED = "REQUIRED"
