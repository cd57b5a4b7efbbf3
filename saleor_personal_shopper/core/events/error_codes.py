"""Why an event refuses something."""

from __future__ import annotations

from enum import StrEnum


class EventErrorCode(StrEnum):
    """Each says what the caller may do next: see the message beside it."""

    ALREADY_ANSWERED = "ALREADY_ANSWERED"
    ALREADY_TAKEN = "ALREADY_TAKEN"
    CANCELLED = "CANCELLED"
    CONSENT_REQUIRED = "CONSENT_REQUIRED"
    ENDED = "ENDED"
    EXPIRED = "EXPIRED"
    FULL = "FULL"
    ILLEGAL_STATE = "ILLEGAL_STATE"
    INVALID = "INVALID"
    NOBODY_AVAILABLE = "NOBODY_AVAILABLE"
    NOT_FOUND = "NOT_FOUND"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    RATE_LIMITED = "RATE_LIMITED"
    REQUEST_OPEN = "REQUEST_OPEN"
    REQUIRED = "REQUIRED"
    SEAT_TAKEN = "SEAT_TAKEN"
    SHOP_UNREACHABLE = "SHOP_UNREACHABLE"
    TOO_EARLY = "TOO_EARLY"
