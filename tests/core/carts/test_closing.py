"""closing.py: the order in mid-call, and then a new cart."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.carts import selectors, services
from saleor_personal_shopper.core.carts.drain import drain_checkout
from saleor_personal_shopper.core.carts.models import CartChange, EventCheckout
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.saleor_data import OrderSnapshot, VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeShop

from .room import told


@pytest.fixture
def cart(event: Event, customer: Participant, juice: str, now: datetime) -> EventCheckout:
    """A cart with two juices."""
    add(event, customer, juice, 2, now)
    return EventCheckout.objects.of(event.installation).get()


def add(
    event: Event, customer: Participant, variant_id: str, quantity: int, now: datetime
) -> services.CartResult:
    return services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(variant_id, quantity)], now=now
    )


@pytest.fixture
def order(cart: EventCheckout, shop: FakeShop, now: datetime) -> OrderSnapshot:
    return shop.place_order(cart.checkout_id, now=now)


def test_an_order_is_told_with_its_number_and_the_cart_is_closed(
    cart: EventCheckout, order: OrderSnapshot, event: Event, now: datetime
) -> None:
    services.order_placed(checkout=cart, order=order, now=now)
    assert told(event, "order.placed") == [{"number": order.number}]
    assert told(event, "checkout.updated")[-1] == {"checkout": None, "by": None}
    assert selectors.open_cart(event) is None
    assert selectors.placed_orders(event) == [order.number]


def test_an_order_is_told_once(
    cart: EventCheckout, order: OrderSnapshot, event: Event, now: datetime
) -> None:
    services.order_placed(checkout=cart, order=order, now=now)
    services.order_placed(checkout=cart, order=order, now=now)
    cart.refresh_from_db()
    services.order_placed(checkout=cart, order=order, now=now)
    assert len(told(event, "order.placed")) == 1


def test_the_next_add_opens_a_new_cart(
    cart: EventCheckout,
    order: OrderSnapshot,
    event: Event,
    customer: Participant,
    juice: str,
    shop: FakeShop,
    now: datetime,
) -> None:
    """given an order that no webhook told of, when more is added, then it is found and told."""
    result = add(event, customer, juice, 1, now)
    assert result.errors == ()
    assert result.checkout is not None
    assert result.checkout.id != cart.pk
    (checkout,) = shop.checkouts.values()
    assert [line.quantity for line in checkout.lines] == [1]
    assert told(event, "order.placed") == [{"number": order.number}]
    carts = [message["checkout"] and message["checkout"]["cart"] for message in _carts(event)]
    assert carts == [str(cart.pk), None, str(result.checkout.id)]


def test_a_change_of_the_ordered_cart_is_refused_in_words(
    cart: EventCheckout,
    order: OrderSnapshot,
    event: Event,
    customer: Participant,
    now: datetime,
) -> None:
    line_id = cart.state["lines"][0]["id"]
    result = services.set_quantities(
        event=event, participant=customer, quantities={line_id: 5}, now=now
    )
    assert [error.code for error in result.errors] == ["CHECKOUT_COMPLETED"]


def test_an_order_between_two_calls_to_saleor_is_noticed(
    cart: EventCheckout,
    event: Event,
    customer: Participant,
    juice: str,
    shop: FakeShop,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """given the customer pays while an add is on its way, then the add goes to a new cart."""
    real = shop.begin_change

    def pay() -> None:
        monkeypatch.setattr(shop, "begin_change", real)
        shop.place_order(cart.checkout_id, now=now)

    monkeypatch.setattr(shop, "begin_change", pay)
    result = add(event, customer, juice, 1, now)
    assert result.errors == ()
    assert len(told(event, "order.placed")) == 1
    (checkout,) = shop.checkouts.values()
    assert [line.quantity for line in checkout.lines] == [1]


def test_an_add_that_reached_the_order_unanswered_is_not_added_again(
    cart: EventCheckout,
    event: Event,
    customer: Participant,
    juice: str,
    shop: FakeShop,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def crash() -> None:
        shop.is_down = True
        shop.answers_to_lose = 1

    monkeypatch.setattr(shop, "pause", crash)
    add(event, customer, juice, 1, now)
    order = shop.place_order(cart.checkout_id, now=now)
    assert order.lines[0].quantity == 3
    shop.is_down = False
    drain_checkout(cart.pk, now=now + timedelta(seconds=6))
    assert shop.checkouts == {}
    change = CartChange.objects.of(event.installation).latest("pk")
    assert (change.status, change.effect, change.checkout_id) == ("APPLIED", 1, cart.pk)


def test_a_cart_that_is_gone_without_an_order_is_followed_by_a_new_one(
    cart: EventCheckout,
    event: Event,
    customer: Participant,
    juice: str,
    shop: FakeShop,
    now: datetime,
) -> None:
    shop.checkouts.clear()
    result = add(event, customer, juice, 1, now)
    assert result.errors == ()
    assert told(event, "order.placed") == []
    (checkout,) = shop.checkouts.values()
    assert [line.quantity for line in checkout.lines] == [1]


def test_an_order_that_shows_after_its_cart_was_closed_is_still_told(
    cart: EventCheckout,
    event: Event,
    shop: FakeShop,
    now: datetime,
) -> None:
    order = shop.place_order(cart.checkout_id, now=now)
    del shop.orders[order.id]
    services.refresh_checkout(
        installation=event.installation, checkout_id=cart.checkout_id, now=now
    )
    cart.refresh_from_db()
    assert cart.closed_at is not None
    services.order_placed(checkout=cart, order=order, now=now)
    assert told(event, "order.placed") == [{"number": order.number}]
    assert selectors.placed_orders(event) == [order.number]


def test_a_refresh_notices_the_order(
    cart: EventCheckout, order: OrderSnapshot, event: Event, now: datetime
) -> None:
    services.refresh_checkout(
        installation=event.installation, checkout_id=cart.checkout_id, now=now
    )
    assert told(event, "order.placed") == [{"number": order.number}]


def test_a_refresh_tells_what_the_shop_changed_and_else_nothing(
    cart: EventCheckout, event: Event, shop: FakeShop, now: datetime
) -> None:
    refresh = {"installation": event.installation, "checkout_id": cart.checkout_id, "now": now}
    services.refresh_checkout(**refresh)
    assert len(_carts(event)) == 1
    shop.checkouts[cart.checkout_id].lines[0].quantity = 7
    services.refresh_checkout(**refresh)
    message = _carts(event)[-1]
    assert message["checkout"]["lines"][0]["quantity"] == 7
    assert message["by"] is None


def test_another_shops_checkout_of_the_same_id_is_left_alone(
    cart: EventCheckout,
    other_installation: object,
    event: Event,
    shop: FakeShop,
    now: datetime,
) -> None:
    services.refresh_checkout(
        installation=other_installation,  # type: ignore[arg-type]
        checkout_id=cart.checkout_id,
        now=now,
    )
    cart.refresh_from_db()
    assert cart.closed_at is None


def test_no_checkout_id_refreshes_nothing(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    """given a cart that Saleor has not made yet."""
    shop.is_down = True
    add(event, customer, juice, 1, now)
    shop.calls.clear()
    services.refresh_checkout(installation=event.installation, checkout_id="", now=now)
    assert shop.calls == []


def _carts(event: Event) -> list[dict[str, object]]:
    return told(event, "checkout.updated")
