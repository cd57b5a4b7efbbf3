"""Taking over the cart that the customer already has in the shop."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ...errors import DomainError
from ...events.errors import require_open
from ...events.models import Event
from ...ports import saleor_api
from ...saleor_data import CheckoutState, SaleorTokenDead, SaleorUnavailable
from .. import rows
from ..error_codes import CartErrorCode
from ..lease import WAIT_SECONDS, lease_of
from ..models import EventCheckout
from ..selectors import open_cart
from ..views import CartView


def open_checkout(*, event: Event, checkout_id: str, now: datetime) -> CartView | None:
    """Work on the checkout with this Saleor id from now on, and return the event's cart.

    A cart of the event that already holds something stays: it is the one that both sides see.
    While Saleor is unreachable the id is kept, and looked at before the first change.
    Raises DomainError: ENDED, NOT_FOUND, INVALID (a checkout of another channel).
    """
    require_open(event)
    state = _read(event, checkout_id)
    checkout = _open_row(event, now)
    with lease_of(checkout.pk, wait_seconds=WAIT_SECONDS) as lease:
        if lease:
            _take_over(checkout, checkout_id, state, now)
    return open_cart(event)


def _read(event: Event, checkout_id: str) -> CheckoutState | None:
    """The checkout, None while Saleor does not answer."""
    if not 1 <= len(checkout_id) <= 128:
        raise _not_found()
    try:
        state = saleor_api(event.installation).checkout(checkout_id)
    except (SaleorUnavailable, SaleorTokenDead):
        return None
    if state is None:
        raise _not_found()
    if state.channel != event.channel:
        raise DomainError(
            CartErrorCode.INVALID,
            _("This cart belongs to another sales channel. A new one is opened for the call."),
            field="checkoutId",
        )
    return state


@transaction.atomic
def _open_row(event: Event, now: datetime) -> EventCheckout:
    return rows.lock_open_checkout(event, now)


@transaction.atomic
def _take_over(
    checkout: EventCheckout, checkout_id: str, state: CheckoutState | None, now: datetime
) -> None:
    row = rows.lock(checkout)
    is_empty = not row.state or not row.state["lines"]
    if row.closed_at or row.checkout_id == checkout_id or row.in_flight or not is_empty:
        return
    row.checkout_id, row.created_by_us, row.state = checkout_id, False, {}
    row.save(update_fields=["checkout_id", "created_by_us", "state"])
    if state:
        rows.store_state(row, state, now=now)


def _not_found() -> DomainError:
    return DomainError(
        CartErrorCode.NOT_FOUND,
        _("The shop does not know this cart. A new one is opened for the call."),
        field="checkoutId",
    )
