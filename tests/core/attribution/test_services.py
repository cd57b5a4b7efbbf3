"""services.py: credits end up the same, whatever order the news of an order comes in."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from saleor_personal_shopper.core.attribution.models import Attribution, OrderRecord
from saleor_personal_shopper.core.attribution.services import credit_order, reconcile
from saleor_personal_shopper.core.carts import lease
from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.carts.services import CartBusy, set_quantities
from saleor_personal_shopper.core.events.models import (
    Event,
    EventStatus,
    Participant,
    RoomMessage,
)
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import update_shop_settings
from saleor_personal_shopper.core.saleor_data import OrderSnapshot, ProductDetail, SaleorUnavailable
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories

from .conftest import add, seat, show

Row = tuple[str, str, str, int, Decimal]


@pytest.fixture
def placed(cart: EventCheckout, shop: FakeShop, now: datetime) -> OrderSnapshot:
    """One juice, placed and not paid."""
    return shop.place_order(cart.checkout_id, now=now, is_paid=False)


@pytest.fixture
def credit(installation: Installation, now: datetime) -> Callable[[OrderSnapshot], None]:
    return lambda order: credit_order(installation=installation, snapshot=order, now=now)


Crediting = Callable[[OrderSnapshot], None]


def rows(installation: Installation) -> list[Row]:
    found = Attribution.objects.of(installation).order_by("event_id", "variant_id", "kind")
    return [(one.kind, one.state, one.product_name, one.quantity, one.amount) for one in found]


def minute(order: OrderSnapshot, minutes: int, **fields: object) -> OrderSnapshot:
    """A later version of the order."""
    at = order.updated_at + timedelta(minutes=minutes)
    return replace(order, updated_at=at, **fields)  # type: ignore[arg-type]


def test_an_order_placed_is_pending_and_paid_is_confirmed(
    installation: Installation, placed: OrderSnapshot, credit: Crediting
) -> None:
    credit(placed)
    assert rows(installation) == [("ASSISTED", "PENDING", "Juice", 1, Decimal("10.000"))]
    credit(minute(placed, 1, is_paid=True))
    assert rows(installation) == [("ASSISTED", "CONFIRMED", "Juice", 1, Decimal("10.000"))]


def test_the_first_news_closes_the_cart_and_tells_the_room_once(
    placed: OrderSnapshot, event: Event, cart: EventCheckout, credit: Crediting
) -> None:
    credit(placed)
    credit(minute(placed, 1, is_paid=True))
    cart.refresh_from_db()
    assert (cart.order_id, cart.order_number) == (placed.id, placed.number)
    messages = RoomMessage.objects.of(event.installation).filter(type="order.placed")
    assert [message.data for message in messages] == [{"number": placed.number}]


def test_the_order_of_the_news_does_not_matter(
    installation: Installation, placed: OrderSnapshot, credit: Crediting, now: datetime
) -> None:
    """All 120 orders of created, paid, partly returned, wholly returned and refunded."""
    two = replace(placed, lines=(replace(placed.lines[0], quantity=2),))
    some = replace(two.lines[0], quantity_reversed=1)
    everything = replace(two.lines[0], quantity_reversed=2)
    versions = [
        two,
        minute(two, 1, is_paid=True),
        minute(two, 2, is_paid=True, lines=(some,)),
        minute(two, 3, is_paid=True, lines=(everything,)),
        minute(two, 4, is_paid=True, lines=(everything,), is_refunded=True),
    ]
    ends = set()
    for permutation in itertools.permutations(versions):
        OrderRecord.objects.of(installation).delete()
        for version in permutation:
            credit(version)
        ends.add(tuple(rows(installation)))
    assert ends == {(("ASSISTED", "REVERSED", "Juice", 1, Decimal("10.000")),)}


def test_of_two_versions_of_one_moment_the_further_one_counts(
    installation: Installation, placed: OrderSnapshot, credit: Crediting
) -> None:
    """Saleor sends ORDER_CREATED, ORDER_PAID and ORDER_UPDATED at once, in any order."""
    paid = replace(placed, is_paid=True)
    cancelled = replace(placed, is_paid=True, is_cancelled=True)
    for versions in itertools.permutations([placed, paid, cancelled]):
        OrderRecord.objects.of(installation).delete()
        for version in versions:
            credit(version)
        assert [row[1] for row in rows(installation)] == ["REVERSED"]


@pytest.mark.django_db(transaction=True)
def test_ten_copies_at_once_have_one_effect(
    installation: Installation, placed: OrderSnapshot, event: Event, now: datetime
) -> None:
    barrier = threading.Barrier(10)

    def run() -> None:
        barrier.wait()
        try:
            credit_order(installation=installation, snapshot=placed, now=now)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert rows(installation) == [("ASSISTED", "PENDING", "Juice", 1, Decimal("10.000"))]
    messages = RoomMessage.objects.of(installation).filter(type="order.placed")
    assert messages.count() == 1


def test_a_partial_return_reduces_the_credit(
    installation: Installation,
    event: Event,
    customer: Participant,
    juice: ProductDetail,
    cart: EventCheckout,
    shop: FakeShop,
    credit: Crediting,
    now: datetime,
) -> None:
    add(event, customer, juice, 2, now)
    order = shop.place_order(cart.checkout_id, now=now)
    credit(order)
    shop.reverse_lines(order.id, 1, now=now + timedelta(days=1))
    credit(shop.orders[order.id])
    assert rows(installation) == [("ASSISTED", "CONFIRMED", "Juice", 2, Decimal("20.000"))]


def test_quantities_changed_in_the_call_count_as_they_ended(
    installation: Installation,
    event: Event,
    customer: Participant,
    cart: EventCheckout,
    shop: FakeShop,
    credit: Crediting,
    now: datetime,
) -> None:
    (line,) = shop.checkouts[cart.checkout_id].lines
    for quantity in (5, 3):
        set_quantities(event=event, participant=customer, quantities={line.id: quantity}, now=now)
    credit(shop.place_order(cart.checkout_id, now=now))
    assert rows(installation) == [("ASSISTED", "CONFIRMED", "Juice", 3, Decimal("30.000"))]


def test_what_the_shop_added_itself_is_not_assisted_but_may_be_influenced(
    installation: Installation,
    tea: ProductDetail,
    cart: EventCheckout,
    shop: FakeShop,
    credit: Crediting,
    now: datetime,
) -> None:
    checkout = shop.checkouts[cart.checkout_id]
    checkout.lines.append(shop.new_line(tea.variants[0].id, 2))
    credit(shop.place_order(cart.checkout_id, now=now))
    assert sorted(rows(installation)) == [
        ("ASSISTED", "CONFIRMED", "Juice", 1, Decimal("10.000")),
        ("INFLUENCED", "CONFIRMED", "Tea", 2, Decimal("8.000")),
    ]


@pytest.mark.parametrize(
    ("fields", "days", "is_credited"),
    [
        ({"customer_email": "CARLA@example.com"}, 29, True),
        ({"customer_user_id": "VXNlcjo3"}, 29, True),
        ({"customer_email": "carla@example.com"}, 31, False),
        ({"customer_email": "carla@example.com"}, -1, False),
        ({"customer_email": "somebody@example.com"}, 1, False),
        ({}, 1, False),
    ],
)
def test_the_same_customers_later_order_is_influenced_within_the_window(
    fields: dict[str, str],
    days: int,
    is_credited: bool,
    installation: Installation,
    event: Event,
    customer: Participant,
    tea: ProductDetail,
    shop: FakeShop,
    credit: Crediting,
    now: datetime,
) -> None:
    event.saleor_user_id = "VXNlcjo3"
    event.save()
    show(event, customer, tea, now)
    credit(_other_order(shop, tea, now + timedelta(days=days), **fields))
    assert bool(rows(installation)) is is_credited
    assert OrderRecord.objects.of(installation).exists() is is_credited


def test_the_window_is_the_merchants(
    installation: Installation,
    event: Event,
    customer: Participant,
    tea: ProductDetail,
    shop: FakeShop,
    credit: Crediting,
    now: datetime,
) -> None:
    update_shop_settings(installation=installation, attribution_window_days=7)
    show(event, customer, tea, now)
    order = _other_order(shop, tea, now + timedelta(days=8), customer_email="carla@example.com")
    credit(order)
    assert rows(installation) == []


def test_two_calls_on_one_cart_share_it_by_last_touch(
    installation: Installation,
    event: Event,
    cart: EventCheckout,
    juice: ProductDetail,
    shop: FakeShop,
    credit: Crediting,
    now: datetime,
) -> None:
    second = factories.event(installation, status=EventStatus.LIVE)
    visitor = seat(second)
    EventCheckout.objects.create(
        installation=installation,
        event=second,
        checkout_id=cart.checkout_id,
        created_by_us=False,
        created_at=now,
    )
    add(second, visitor, juice, 1, now)
    order = shop.place_order(cart.checkout_id, now=now)
    credit(replace(order, lines=(replace(order.lines[0], quantity=1),)))
    (row,) = Attribution.objects.of(installation)
    assert row.event == second
    assert EventCheckout.objects.of(installation).filter(order_id=order.id).count() == 2


def test_another_shops_calls_get_no_credit(
    other_installation: Installation, placed: OrderSnapshot, now: datetime
) -> None:
    credit_order(installation=other_installation, snapshot=placed, now=now)
    assert rows(other_installation) == []


def test_a_busy_cart_is_tried_again_later(
    installation: Installation,
    placed: OrderSnapshot,
    cart: EventCheckout,
    credit: Crediting,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lease, "WAIT_SECONDS", 0)
    with lease.lease_of(cart.pk), pytest.raises(CartBusy):
        credit(placed)
    credit(placed)
    assert len(rows(installation)) == 1


def test_influence_outlives_the_product(
    installation: Installation,
    event: Event,
    customer: Participant,
    tea: ProductDetail,
    shop: FakeShop,
    credit: Crediting,
    now: datetime,
) -> None:
    show(event, customer, tea, now)
    order = _other_order(shop, tea, now, customer_email="carla@example.com")
    credit(order)
    orphan = replace(order.lines[0], product_id="")
    credit(minute(order, 5, lines=(orphan,), is_paid=True))
    assert rows(installation) == [("INFLUENCED", "CONFIRMED", "Tea", 1, Decimal("4.000"))]


class TestReconcile:
    """What lost webhooks missed is found."""

    def test_lost_orders_are_credited_and_told(
        self, installation: Installation, placed: OrderSnapshot, event: Event
    ) -> None:
        now = placed.updated_at + timedelta(minutes=5)
        _reconciled_until(installation, placed.updated_at)
        assert reconcile(installation=installation, now=now) == 1
        assert rows(installation) == [("ASSISTED", "PENDING", "Juice", 1, Decimal("10.000"))]
        installation.refresh_from_db()
        assert installation.reconciled_until == now

    def test_it_starts_a_little_before_where_it_ended(
        self, installation: Installation, placed: OrderSnapshot
    ) -> None:
        _reconciled_until(installation, placed.updated_at + timedelta(minutes=9))
        assert reconcile(installation=installation, now=placed.updated_at) == 1
        _reconciled_until(installation, placed.updated_at + timedelta(minutes=11))
        assert reconcile(installation=installation, now=placed.updated_at) == 0

    def test_it_reads_every_page(
        self, installation: Installation, tea: ProductDetail, shop: FakeShop, now: datetime
    ) -> None:
        _reconciled_until(installation, now)
        for _ in range(101):
            _other_order(shop, tea, now)
        assert reconcile(installation=installation, now=now) == 101

    def test_while_saleor_is_down_nothing_is_skipped(
        self, installation: Installation, placed: OrderSnapshot, shop: FakeShop, now: datetime
    ) -> None:
        _reconciled_until(installation, now)
        shop.is_down = True
        with pytest.raises(SaleorUnavailable):
            reconcile(installation=installation, now=now + timedelta(days=1))
        installation.refresh_from_db()
        assert installation.reconciled_until == now

    def test_a_busy_cart_is_looked_at_again(
        self,
        installation: Installation,
        placed: OrderSnapshot,
        cart: EventCheckout,
        now: datetime,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(lease, "WAIT_SECONDS", 0)
        _reconciled_until(installation, now)
        with lease.lease_of(cart.pk):
            reconcile(installation=installation, now=now + timedelta(minutes=5))
        installation.refresh_from_db()
        assert installation.reconciled_until == now

    def test_a_silent_open_cart_is_looked_at(
        self, installation: Installation, placed: OrderSnapshot, shop: FakeShop, now: datetime
    ) -> None:
        """given an order that the list of updated orders does not give."""
        later = now + timedelta(days=1)
        _reconciled_until(installation, later)
        reconcile(installation=installation, now=later)
        assert len(rows(installation)) == 1

    def test_open_carts_are_left_alone_for_an_hour(
        self, installation: Installation, cart: EventCheckout, shop: FakeShop, now: datetime
    ) -> None:
        shop.calls.clear()
        reconcile(installation=installation, now=now + timedelta(minutes=59))
        assert "checkout" not in shop.calls
        reconcile(installation=installation, now=now + timedelta(minutes=60))
        assert "checkout" in shop.calls
        shop.calls.clear()
        reconcile(installation=installation, now=now + timedelta(minutes=61))
        assert "checkout" not in shop.calls


def _reconciled_until(installation: Installation, at: datetime) -> None:
    installation.reconciled_until = at
    installation.save()


def _other_order(
    shop: FakeShop, product: ProductDetail, at: datetime, **fields: str
) -> OrderSnapshot:
    """An order from a checkout that no call knows."""
    checkout = shop.add_checkout("default-channel")
    checkout.lines.append(shop.new_line(product.variants[0].id, 1))
    order = shop.place_order(checkout.id, now=at)
    shop.change_order(order.id, now=at, **fields)
    return shop.orders[order.id]
