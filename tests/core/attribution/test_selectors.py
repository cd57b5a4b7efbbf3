"""selectors.py: what the order's widget and the event's page show."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from saleor_personal_shopper.core.attribution import selectors
from saleor_personal_shopper.core.attribution.models import AttributionState
from saleor_personal_shopper.core.attribution.selectors import ProductQuantity
from saleor_personal_shopper.core.attribution.services import credit_order
from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.events.models import Event
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import ProductDetail
from saleor_personal_shopper.saleor.fake_shop import FakeShop


def test_an_order_shows_its_call_with_shown_added_bought_and_amounts(
    installation: Installation,
    event: Event,
    cart: EventCheckout,
    tea: ProductDetail,
    shop: FakeShop,
    now: datetime,
) -> None:
    checkout = shop.checkouts[cart.checkout_id]
    checkout.lines.append(shop.new_line(tea.variants[0].id, 2))
    order = shop.place_order(cart.checkout_id, now=now)
    credit_order(installation=installation, snapshot=order, now=now)
    found = selectors.order_credit(installation=installation, order_id=order.id)
    assert found is not None
    (credit,) = found.events
    assert found.order_number == order.number
    assert credit.event == event
    assert credit.shown == (ProductQuantity("Tea", 1),)
    assert credit.added == (ProductQuantity("Juice", 1),)
    assert set(credit.bought) == {ProductQuantity("Juice", 1), ProductQuantity("Tea", 2)}
    assert (credit.assisted, credit.influenced) == (Decimal(10), Decimal(8))
    assert (credit.currency, credit.state) == ("USD", AttributionState.CONFIRMED)


def test_a_cancelled_order_counts_nothing_and_says_so(
    installation: Installation, event: Event, cart: EventCheckout, shop: FakeShop, now: datetime
) -> None:
    order = shop.place_order(cart.checkout_id, now=now)
    credit_order(installation=installation, snapshot=order, now=now)
    shop.change_order(order.id, now=now + timedelta(hours=1), is_cancelled=True)
    credit_order(installation=installation, snapshot=shop.orders[order.id], now=now)
    credit = selectors.event_credit(event)
    assert (credit.assisted, credit.bought) == (Decimal(0), ())
    assert credit.state == AttributionState.REVERSED
    (row,) = selectors.attributions_of(event)
    assert (row.order.order_number, row.amount) == (order.number, Decimal(10))


def test_an_order_without_a_call_has_no_credit(
    installation: Installation, other_installation: Installation, shop: FakeShop
) -> None:
    assert selectors.order_credit(installation=installation, order_id="T3JkZXI6MQ==") is None


def test_another_shop_does_not_see_the_credit(
    installation: Installation,
    other_installation: Installation,
    cart: EventCheckout,
    shop: FakeShop,
    now: datetime,
) -> None:
    order = shop.place_order(cart.checkout_id, now=now)
    credit_order(installation=installation, snapshot=order, now=now)
    found = selectors.order_credit(installation=other_installation, order_id=order.id)
    assert found is None


def test_a_call_without_an_order_shows_what_was_shown_and_added(
    event: Event, cart: EventCheckout
) -> None:
    credit = selectors.event_credit(event)
    assert credit.shown == (ProductQuantity("Tea", 1),)
    assert credit.added == (ProductQuantity("Juice", 1),)
    assert (credit.bought, credit.state, credit.currency) == ((), None, "")
