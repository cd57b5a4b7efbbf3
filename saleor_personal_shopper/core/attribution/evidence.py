"""What our own records say about an order: the truth that Saleor's metadata only hints at."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from ..carts.models import CartChange, ChangeStatus
from ..events.models import ShownProduct
from ..installations.models import Installation
from ..installations.selectors import shop_settings
from ..saleor_data import OrderSnapshot
from .allocation import Showing, Touch
from .models import Attribution, AttributionKind


def touches_of(installation: Installation, order: OrderSnapshot) -> list[Touch]:
    """The changes that calls made to the order's checkout, as they happened."""
    if not order.checkout_id:
        return []
    changes = CartChange.objects.of(installation).filter(
        checkout__checkout_id=order.checkout_id, status=ChangeStatus.APPLIED
    )
    return [
        Touch(event_id, variant_id, effect or 0)
        for event_id, variant_id, effect in changes.order_by("pk").values_list(
            "event_id", "variant_id", "effect"
        )
    ]


def showings_of(installation: Installation, order: OrderSnapshot) -> list[Showing]:
    """The order's products that were shown to its customer within the attribution window.

    The customer is known by the Saleor user, by the email address, or by the checkout itself.
    """
    window = timedelta(days=shop_settings(installation).attribution_window_days)
    shown = ShownProduct.objects.of(installation).filter(
        _same_customer(order),
        product_id__in={line.product_id for line in order.lines} - {""},
        shown_at__gte=order.created_at - window,
        shown_at__lte=order.created_at,
    )
    values = shown.values_list("event_id", "product_id", "shown_at").distinct()
    return [Showing(*row) for row in values] + _remembered_showings(installation, order)


def _remembered_showings(installation: Installation, order: OrderSnapshot) -> list[Showing]:
    """What an earlier version of the order was credited for, of products deleted since then."""
    orphans = {line.variant_id for line in order.lines if not line.product_id}
    rows = Attribution.objects.of(installation).filter(
        order__order_id=order.id, kind=AttributionKind.INFLUENCED, variant_id__in=orphans
    )
    return [Showing(row.event_id, "", order.created_at, row.variant_id) for row in rows]


def _same_customer(order: OrderSnapshot) -> Q:
    same = Q(pk__in=())
    if order.customer_user_id:
        same |= Q(event__saleor_user_id=order.customer_user_id)
    if order.customer_email:
        same |= Q(event__customer_email__iexact=order.customer_email)
    if order.checkout_id:
        same |= Q(event__checkouts__checkout_id=order.checkout_id)
    return same
