"""Looking at a cart again, because the shop or time may have changed it."""

from __future__ import annotations

from datetime import datetime

from ...installations.models import Installation
from ...ports import SaleorApi, saleor_api
from .. import rows
from ..closing import close_checkout
from ..lease import awaited_lease_of
from ..models import EventCheckout


def refresh_checkout(*, installation: Installation, checkout_id: str, now: datetime) -> None:
    """Read a checkout again and show what changed, if an event works on it.

    Raises SaleorUnavailable, SaleorTokenDead, CartBusy.
    """
    open_rows = EventCheckout.objects.of(installation).filter(
        checkout_id=checkout_id, closed_at=None
    )
    for checkout in open_rows.exclude(checkout_id="").select_related("installation", "event"):
        with awaited_lease_of(checkout.pk) as lease:
            lease.prolong()
            _refresh(saleor_api(installation), checkout, now)


def doubt_open_carts(installation: Installation) -> None:
    """News of carts was lost: have all open ones read at the next reconciliation."""
    EventCheckout.objects.of(installation).filter(closed_at=None).update(read_at=None)


def _refresh(api: SaleorApi, checkout: EventCheckout, now: datetime) -> None:
    state = api.checkout(checkout.checkout_id)
    if state is not None:
        rows.store_state(checkout, state, now=now)
        return
    orders = api.orders_by_checkout(checkout.checkout_id)
    close_checkout(checkout, order=orders[0] if orders else None, now=now)
