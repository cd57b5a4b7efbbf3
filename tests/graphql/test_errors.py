"""Every refusal of the core has a code in the schema, and Saleor's have words."""

from __future__ import annotations

from enum import StrEnum

import pytest

from saleor_personal_shopper.core.carts.error_codes import CartErrorCode
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.error_codes import EventErrorCode
from saleor_personal_shopper.core.saleor_data import (
    SaleorRefused,
    SaleorTokenDead,
    SaleorUnavailable,
)
from saleor_personal_shopper.graphql.errors import ErrorCode, ErrorType, as_domain_error


@pytest.mark.parametrize("codes", [EventErrorCode, CartErrorCode])
def test_every_code_of_the_core_is_in_the_schema(codes: type[StrEnum]) -> None:
    assert {code.value for code in codes} <= {code.value for code in ErrorCode}


def test_fields_are_named_as_in_the_schema() -> None:
    error = ErrorType.of(DomainError(EventErrorCode.INVALID, "No.", field="starts_at"))
    assert (error.field, error.code, error.message) == ("startsAt", ErrorCode.INVALID, "No.")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (SaleorUnavailable("timeout"), ErrorCode.SHOP_UNREACHABLE),
        (SaleorTokenDead(), ErrorCode.SHOP_UNREACHABLE),
        (SaleorRefused("INSUFFICIENT_STOCK", "Only 2 left."), ErrorCode.INSUFFICIENT_STOCK),
        (SaleorRefused("SOMETHING_NEW", "Because."), ErrorCode.INVALID),
    ],
)
def test_what_saleor_says_gets_a_code_and_a_sentence(error: Exception, code: ErrorCode) -> None:
    refusal = as_domain_error(error)
    assert refusal.code == code
    assert refusal.message
    assert "timeout" not in refusal.message
