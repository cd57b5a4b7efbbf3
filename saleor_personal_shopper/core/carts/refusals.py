"""Refusals in the shopper's words, whoever refused: Saleor, the state of the cart, or we."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..errors import DomainError
from ..saleor_data import SaleorRefused
from .error_codes import CartErrorCode
from .models import CartChange, ChangeKind, ChangeStatus

# Saleor's CheckoutErrorCode; what is not here has no better word than Saleor's own sentence.
_CODES = {
    "INSUFFICIENT_STOCK": CartErrorCode.INSUFFICIENT_STOCK,
    "QUANTITY_GREATER_THAN_LIMIT": CartErrorCode.QUANTITY_LIMIT,
    "UNAVAILABLE_VARIANT_IN_CHANNEL": CartErrorCode.VARIANT_NOT_AVAILABLE,
    "PRODUCT_NOT_PUBLISHED": CartErrorCode.VARIANT_NOT_AVAILABLE,
    "PRODUCT_UNAVAILABLE_FOR_PURCHASE": CartErrorCode.VARIANT_NOT_AVAILABLE,
}
# How Saleor answers to an id that it does not know.
_UNKNOWN = frozenset({"NOT_FOUND", "GRAPHQL_ERROR"})


class CartRefusal(DomainError):
    """One change that was not made, or not yet (SHOP_UNREACHABLE)."""

    def __init__(
        self,
        code: CartErrorCode,
        message: str,
        *,
        variant_id: str = "",
        available_quantity: int | None = None,
    ) -> None:
        super().__init__(code, message, field="lines")
        self.variant_id = variant_id
        self.available_quantity = available_quantity


def code_of(refused: SaleorRefused, kind: str) -> CartErrorCode:
    """Our code for Saleor's refusal of a change of this kind."""
    if refused.code in _UNKNOWN:
        is_add = kind == ChangeKind.ADD
        return CartErrorCode.VARIANT_NOT_AVAILABLE if is_add else CartErrorCode.NOT_FOUND
    return _CODES.get(refused.code, CartErrorCode.INVALID)


def refusal_of(change: CartChange) -> CartRefusal | None:
    """What to tell whoever made the change; None when it was applied.

    The sentence is in the reader's language, so it is made when it is read.
    """
    if change.status == ChangeStatus.APPLIED:
        return None
    if change.status == ChangeStatus.PENDING:
        return CartRefusal(
            CartErrorCode.SHOP_UNREACHABLE, _still_pending(), variant_id=change.variant_id
        )
    return refusal(
        CartErrorCode(change.error_code),
        variant_id=change.variant_id,
        available_quantity=change.available_quantity,
        words=change.error_message,
    )


def refusal(
    code: CartErrorCode,
    *,
    variant_id: str = "",
    available_quantity: int | None = None,
    words: str = "",
) -> CartRefusal:
    """A refusal with the sentence for its code; `words` are Saleor's own."""
    return CartRefusal(
        code,
        _sentence(code, available_quantity, words),
        variant_id=variant_id,
        available_quantity=available_quantity,
    )


def _still_pending() -> str:
    return _("The shop does not answer now. Your change is kept and made as soon as it does.")


def _sentence(code: CartErrorCode, available: int | None, words: str) -> str:
    if code == CartErrorCode.INSUFFICIENT_STOCK:
        return _stock(available)
    sentences = {
        CartErrorCode.VARIANT_NOT_AVAILABLE: _(
            "This cannot be bought in this shop now. Choose another one."
        ),
        CartErrorCode.QUANTITY_LIMIT: _(
            "The shop sells no more of this in one order. Choose a smaller quantity."
        ),
        CartErrorCode.CHECKOUT_COMPLETED: _(
            "The order has been placed, so this cart is closed. Add the product to a new one."
        ),
        CartErrorCode.SHOP_UNREACHABLE: _(
            "The shop did not answer, so the change was not made. Please try again."
        ),
        CartErrorCode.NOT_FOUND: _("This is no longer in the cart. Add it again if you want it."),
    }
    return sentences.get(code) or _("The shop refused this: %s") % words


def _stock(available: int | None) -> str:
    if not available:
        return _("This is sold out. Choose another one.")
    return ngettext(
        "Only %(count)d is left. Choose a smaller quantity.",
        "Only %(count)d are left. Choose a smaller quantity.",
        available,
    ) % {"count": available}
