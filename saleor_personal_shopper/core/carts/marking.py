"""A hint in the checkout itself that a call helped; Saleor copies it to the order (N1).

Our own CartChange rows are the truth of attribution, so a hint that fails is not missed.
"""

from __future__ import annotations

import logging

from ..ports import saleor_api
from ..saleor_data import SaleorRefused, SaleorTokenDead, SaleorUnavailable
from .models import EventCheckout
from .selectors import view_of

logger = logging.getLogger(__name__)


def mark_cart(checkout_pk: int) -> None:
    """Write the event's id into the private metadata of the checkout and of the assisted lines."""
    rows = EventCheckout.objects.across_installations().select_related("installation")
    checkout = rows.filter(pk=checkout_pk, closed_at=None).first()
    view = view_of(checkout) if checkout else None
    if checkout is None or view is None:
        return
    line_ids = [line.id for line in view.state.lines if line.variant_id in view.added_by]
    try:
        api = saleor_api(checkout.installation)
        api.mark_checkout(checkout.checkout_id, line_ids, checkout.event_id)
    except (SaleorUnavailable, SaleorRefused, SaleorTokenDead) as error:
        logger.info("A cart was left unmarked: %s", type(error).__name__)
