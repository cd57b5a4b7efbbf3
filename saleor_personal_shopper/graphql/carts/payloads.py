"""What every change of the cart answers."""

from __future__ import annotations

from typing import Self

import strawberry

from ...core.carts.services import CartResult
from ..errors import ErrorType, Payload
from .types import CheckoutType, ProposalType


@strawberry.type
class CartPayload(Payload):
    """The checkout after the change; `errors` has one entry for each change not made."""

    checkout: CheckoutType | None = None

    @classmethod
    def of(cls, result: CartResult) -> Self:
        return cls(
            checkout=CheckoutType.of(result.checkout) if result.checkout else None,
            errors=[ErrorType.of(error) for error in result.errors],
        )


@strawberry.type
class ProposalPayload(CartPayload):
    """As CartPayload, with the proposal that was made or answered."""

    proposal: ProposalType | None = None

    @classmethod
    def of(cls, result: CartResult) -> Self:
        payload = super().of(result)
        payload.proposal = ProposalType.of(result.proposal) if result.proposal else None
        return payload
