"""Business errors as data: `errors { field message code }` in every payload."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

import strawberry
from django.utils.translation import gettext as _

from ..core.errors import DomainError, DomainErrors
from ..core.saleor_data import SaleorRefused, SaleorTokenDead, SaleorUnavailable


@strawberry.enum(name="PersonalShopperErrorCode", description="Why something was refused.")
class ErrorCode(StrEnum):
    """The codes of all features of the core, and those of this door."""

    ALREADY_ANSWERED = "ALREADY_ANSWERED"
    ALREADY_BOOKED = "ALREADY_BOOKED"
    ALREADY_TAKEN = "ALREADY_TAKEN"
    CAMPAIGN_CLOSED = "CAMPAIGN_CLOSED"
    CANCELLED = "CANCELLED"
    CHECKOUT_COMPLETED = "CHECKOUT_COMPLETED"
    CONSENT_REQUIRED = "CONSENT_REQUIRED"
    ENDED = "ENDED"
    EXPIRED = "EXPIRED"
    FULL = "FULL"
    ILLEGAL_STATE = "ILLEGAL_STATE"
    IN_USE = "IN_USE"
    INSUFFICIENT_STOCK = "INSUFFICIENT_STOCK"
    INVALID = "INVALID"
    LIMIT_REACHED = "LIMIT_REACHED"
    MAIL_NOT_CONFIGURED = "MAIL_NOT_CONFIGURED"
    NOBODY_AVAILABLE = "NOBODY_AVAILABLE"
    NOT_FOUND = "NOT_FOUND"
    OUTSIDE_AVAILABILITY = "OUTSIDE_AVAILABILITY"
    PERMISSION_DENIED = "PERMISSION_DENIED"
    QUANTITY_LIMIT = "QUANTITY_LIMIT"
    RATE_LIMITED = "RATE_LIMITED"
    REQUEST_OPEN = "REQUEST_OPEN"
    REQUIRED = "REQUIRED"
    SEAT_TAKEN = "SEAT_TAKEN"
    SHOP_UNREACHABLE = "SHOP_UNREACHABLE"
    SLOT_TAKEN = "SLOT_TAKEN"
    TOO_EARLY = "TOO_EARLY"
    TOO_FAR = "TOO_FAR"
    TOO_SOON = "TOO_SOON"
    VARIANT_NOT_AVAILABLE = "VARIANT_NOT_AVAILABLE"


@strawberry.type(name="PersonalShopperError", description="A refusal, and what to do next.")
class ErrorType:
    field: str | None = strawberry.field(description="The argument or input field at fault.")
    message: str | None = strawberry.field(
        description="A sentence for the user in the language of Accept-Language."
    )
    code: ErrorCode = strawberry.field(description="The same, for programs.")

    @classmethod
    def of(cls, error: DomainError) -> Self:
        field = _camel(error.field) if error.field else None
        return cls(field=field, message=error.message, code=ErrorCode(error.code.value))


@strawberry.type
class Payload:
    """Base of every mutation's answer."""

    errors: list[ErrorType] = strawberry.field(
        default_factory=list, description="Empty when it was done."
    )


def errors_of(error: Exception) -> list[ErrorType]:
    """All that one of REFUSALS says."""
    told = error.errors if isinstance(error, DomainErrors) else [as_domain_error(error)]
    return [ErrorType.of(one) for one in told]


REFUSALS = (DomainError, SaleorRefused, SaleorUnavailable, SaleorTokenDead)
"""What a service may raise that is no bug."""


def as_domain_error(error: Exception) -> DomainError:
    """One of REFUSALS in the words of this door."""
    if isinstance(error, DomainError):
        return error
    if isinstance(error, SaleorRefused):
        code = ErrorCode.__members__.get(error.code, ErrorCode.INVALID)
        return DomainError(code, error.message)
    return DomainError(
        ErrorCode.SHOP_UNREACHABLE, _("The shop does not answer at the moment. Try again shortly.")
    )


def permission_denied() -> DomainError:
    return DomainError(
        ErrorCode.PERMISSION_DENIED,
        _("You may not do this. Ask whoever manages your shop's staff for access."),
    )


def not_found(field: str) -> DomainError:
    return DomainError(ErrorCode.NOT_FOUND, _("There is no such thing here."), field=field)


def _camel(name: str) -> str:
    head, *tail = name.split("_")
    return head + "".join(word.capitalize() for word in tail)
