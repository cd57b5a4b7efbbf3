"""Business errors as data: `errors { field message code }` in every payload."""

from __future__ import annotations

from enum import StrEnum

import strawberry


@strawberry.enum(name="PersonalShopperErrorCode")
class ErrorCode(StrEnum):
    """Why something was refused."""

    ALREADY_ANSWERED = "ALREADY_ANSWERED"
    ALREADY_TAKEN = "ALREADY_TAKEN"
    CANCELLED = "CANCELLED"
    CHECKOUT_COMPLETED = "CHECKOUT_COMPLETED"
    CONSENT_REQUIRED = "CONSENT_REQUIRED"
    ENDED = "ENDED"
    EXPIRED = "EXPIRED"
    FULL = "FULL"
    ILLEGAL_STATE = "ILLEGAL_STATE"
    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"
    INVALID = "INVALID"
    NOBODY_AVAILABLE = "NOBODY_AVAILABLE"
    NOT_FOUND = "NOT_FOUND"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    QUANTITY_LIMIT = "QUANTITY_LIMIT"
    RATE_LIMITED = "RATE_LIMITED"
    REQUEST_OPEN = "REQUEST_OPEN"
    REQUIRED = "REQUIRED"
    SHOP_UNREACHABLE = "SHOP_UNREACHABLE"
    TOO_EARLY = "TOO_EARLY"
    VARIANT_NOT_AVAILABLE = "VARIANT_NOT_AVAILABLE"


@strawberry.type(name="PersonalShopperError", description="A refusal; nothing was changed.")
class ErrorType:
    field: str | None = strawberry.field(description="The argument or input field at fault.")
    message: str | None = strawberry.field(
        description="A sentence for the user in the request's language, with the next step."
    )
    code: ErrorCode = strawberry.field(description="The same, for programs.")


@strawberry.type
class Payload:
    """Base of every mutation's answer."""

    errors: list[ErrorType] = strawberry.field(
        default_factory=list, description="Empty when it was done."
    )
