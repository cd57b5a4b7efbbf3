"""An order came of a cart."""

from __future__ import annotations

from datetime import datetime

from ...ports import OrderSnapshot
from ..closing import close_checkout
from ..lease import lease_of
from ..models import EventCheckout

WAIT_SECONDS = 10


class CartBusy(Exception):
    """Somebody is changing this cart for longer than we may wait: try again."""


def order_placed(*, checkout: EventCheckout, order: OrderSnapshot, now: datetime) -> None:
    """Close the cart and tell the room the order's number; harmless the second time.

    Raises CartBusy.
    """
    if checkout.order_id == order.id:
        return
    with lease_of(checkout.pk, wait_seconds=WAIT_SECONDS) as lease:
        if lease is None:
            raise CartBusy
        close_checkout(checkout, order=order, now=now)
