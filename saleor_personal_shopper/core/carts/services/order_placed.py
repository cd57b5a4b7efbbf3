"""An order came of a cart."""

from __future__ import annotations

from datetime import datetime

from ...saleor_data import OrderSnapshot
from ..closing import close_checkout
from ..lease import awaited_lease_of
from ..models import EventCheckout


def order_placed(*, checkout: EventCheckout, order: OrderSnapshot, now: datetime) -> None:
    """Close the cart and tell the room the order's number; harmless the second time.

    Raises CartBusy.
    """
    if checkout.order_id == order.id:
        return
    with awaited_lease_of(checkout.pk):
        close_checkout(checkout, order=order, now=now)
