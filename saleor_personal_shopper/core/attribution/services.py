"""Crediting orders to calls, whatever order the news of them comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from ..carts.models import EventCheckout
from ..carts.services import CartBusy, order_placed, refresh_checkout
from ..installations.models import Installation
from ..installations.selectors import shop_settings
from ..ports import SaleorApi, saleor_api
from ..saleor_data import OrderSnapshot
from .allocation import Credit, allocate
from .evidence import showings_of, touches_of
from .models import Attribution, OrderRecord

# Clocks differ, and an order may become visible a little after its updatedAt.
OVERLAP = timedelta(minutes=10)
CHECKED_AT_ONCE = 50
CHECK_PAUSE = timedelta(hours=1)


def credit_order(*, installation: Installation, snapshot: OrderSnapshot, now: datetime) -> None:
    """Bring the credits of an order up to this version of it.

    Harmless the second time, and an older version changes nothing. The first time the carts that
    became the order are closed and their rooms told its number. Raises CartBusy: try again.
    """
    _close_carts(installation, snapshot, now)
    with transaction.atomic():
        credits = allocate(
            snapshot, touches_of(installation, snapshot), showings_of(installation, snapshot)
        )
        record = _claim_version(installation, snapshot, is_credited=bool(credits))
        if record:
            _write(record, credits)


def reconcile(*, installation: Installation, now: datetime) -> int:
    """Repair what lost webhooks missed; returns how many orders were looked at.

    Raises SaleorUnavailable and SaleorTokenDead, and then starts from the same moment next time.
    """
    api = saleor_api(installation)
    since = (installation.reconciled_until or installation.installed_at) - OVERLAP
    orders = list(_orders_since(api, since))
    busy = [order for order in orders if not _try_credit(installation, order, now)]
    _check_open_carts(installation, api, now)
    if not busy:
        later = Q(reconciled_until=None) | Q(reconciled_until__lt=now)
        Installation.objects.filter(later, pk=installation.pk).update(reconciled_until=now)
    return len(orders)


def _orders_since(api: SaleorApi, since: datetime) -> Iterator[OrderSnapshot]:
    after = None
    while True:
        page = api.orders_updated_since(since, after=after)
        yield from page.items
        if not page.has_next:
            return
        after = page.end_cursor


def _try_credit(installation: Installation, order: OrderSnapshot, now: datetime) -> bool:
    try:
        credit_order(installation=installation, snapshot=order, now=now)
    except CartBusy:
        return False
    return True


def _check_open_carts(installation: Installation, api: SaleorApi, now: datetime) -> None:
    """Look at carts that nothing was heard of for an hour: they may have become orders."""
    window = timedelta(days=shop_settings(installation).attribution_window_days)
    silent = Q(read_at=None) | Q(read_at__lte=now - CHECK_PAUSE)
    carts = EventCheckout.objects.of(installation).filter(
        silent, closed_at=None, created_at__gte=now - window
    )
    for cart in carts.exclude(checkout_id="").order_by("read_at")[:CHECKED_AT_ONCE]:
        refresh_checkout(installation=installation, checkout_id=cart.checkout_id, now=now)
        cart.refresh_from_db()
        order = api.order(cart.order_id) if cart.order_id else None
        if order:
            credit_order(installation=installation, snapshot=order, now=now)


def _close_carts(installation: Installation, order: OrderSnapshot, now: datetime) -> None:
    if not order.checkout_id:
        return
    carts = EventCheckout.objects.of(installation).filter(
        checkout_id=order.checkout_id, order_id=""
    )
    for cart in carts.select_related("event"):
        order_placed(checkout=cart, order=order, now=now)


def _claim_version(
    installation: Installation, order: OrderSnapshot, *, is_credited: bool
) -> OrderRecord | None:
    """The order's record, locked, if this version is not older than what it holds.

    Orders that no call had a part in leave no record.
    """
    version = {"version_at": order.updated_at, "version_rank": _rank(order)}
    if is_credited:
        OrderRecord.objects.of(installation).get_or_create(
            installation=installation,
            order_id=order.id,
            defaults={
                **version,
                "order_number": order.number,
                "checkout_id": order.checkout_id,
                "created_at": order.created_at,
            },
        )
    rows = OrderRecord.objects.of(installation).select_for_update()
    record = rows.filter(order_id=order.id).first()
    if record is None or (record.version_at, record.version_rank) > tuple(version.values()):
        return None
    record.version_at, record.version_rank = order.updated_at, _rank(order)
    record.save(update_fields=["version_at", "version_rank"])
    return record


def _rank(order: OrderSnapshot) -> int:
    """Which of two versions of one moment is the later: an order goes from paid to reversed."""
    reversed_units = sum(line.quantity_reversed for line in order.lines)
    flags = (order.is_refunded, order.is_cancelled, order.is_paid)
    return reversed_units * 8 + sum(flag << place for place, flag in enumerate(reversed(flags)))


def _write(record: OrderRecord, credits: Sequence[Credit]) -> None:
    """Make the order's rows say what the credits say."""
    rows = Attribution.objects.of(record.installation_id).filter(order=record)
    stale = {(row.event_id, row.kind, row.variant_id): row.pk for row in rows}
    for credit in credits:
        stale.pop(credit.key, None)
        rows.update_or_create(
            installation_id=record.installation_id,
            order=record,
            event_id=credit.event_id,
            kind=credit.kind,
            variant_id=credit.variant_id,
            defaults={
                "state": credit.state,
                "product_name": credit.product_name[:250],
                "quantity": credit.quantity,
                "amount": credit.amount,
                "currency": credit.currency,
            },
        )
    rows.filter(pk__in=stale.values()).delete()
