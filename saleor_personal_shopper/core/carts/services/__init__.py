"""Changing the cart of a call: the customer's own Saleor checkout."""

from ..lease import CartBusy
from ..views import CartResult, CartView, Handover, RedeemedCart
from .answer_proposal import answer_proposal
from .change_cart import add_lines, remove_lines, set_quantities
from .handover import issue_handover, redeem_handover, redirect_handover
from .open_checkout import open_checkout
from .order_placed import order_placed
from .refresh_checkout import doubt_open_carts, refresh_checkout

__all__ = [
    "CartBusy",
    "CartResult",
    "CartView",
    "Handover",
    "RedeemedCart",
    "add_lines",
    "answer_proposal",
    "doubt_open_carts",
    "issue_handover",
    "open_checkout",
    "order_placed",
    "redeem_handover",
    "redirect_handover",
    "refresh_checkout",
    "remove_lines",
    "set_quantities",
]
