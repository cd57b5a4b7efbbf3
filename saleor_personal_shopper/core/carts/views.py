"""What the cart's services answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..events.models import Participant
from ..saleor_data import CheckoutState
from .models import Proposal
from .refusals import CartRefusal


@dataclass(frozen=True)
class CartView:
    """The open cart of an event as everybody in it may see it.

    `id` is ours and changes when a new cart opens; Saleor's checkout id in `state` never leaves
    the server but by the hand-over. `added_by` names, by variant, who last added it in the call.
    """

    id: int
    state: CheckoutState
    added_by: Mapping[str, Participant]


@dataclass(frozen=True)
class CartResult:
    """The cart after a change; `errors` has one refusal for each change that was not made."""

    checkout: CartView | None
    proposal: Proposal | None = None
    errors: tuple[CartRefusal, ...] = ()


@dataclass(frozen=True)
class Handover:
    """A code for the shop's page, and the shop's address that carries it (empty if none is set)."""

    code: str
    url: str


@dataclass(frozen=True)
class RedeemedCart:
    checkout_id: str
    channel: str
