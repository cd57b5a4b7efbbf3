"""Why the cart refuses something."""

from __future__ import annotations

from enum import StrEnum


class CartErrorCode(StrEnum):
    """Each says what the caller may do next: see the sentences in refusals.py."""

    ALREADY_ANSWERED = "ALREADY_ANSWERED"
    CHECKOUT_COMPLETED = "CHECKOUT_COMPLETED"
    EXPIRED = "EXPIRED"
    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"
    INVALID = "INVALID"
    NOT_FOUND = "NOT_FOUND"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    QUANTITY_LIMIT = "QUANTITY_LIMIT"
    SHOP_UNREACHABLE = "SHOP_UNREACHABLE"
    VARIANT_NOT_AVAILABLE = "VARIANT_NOT_AVAILABLE"
