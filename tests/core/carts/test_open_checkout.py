"""services/open_checkout.py: the cart that the customer already has in the shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from saleor_personal_shopper.core.carts import services
from saleor_personal_shopper.core.carts.drain import drain_checkout
from saleor_personal_shopper.core.carts.models import EventCheckout
from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeCheckout, FakeShop

from .room import told


@pytest.fixture
def own(shop: FakeShop, juice: str) -> FakeCheckout:
    """What the customer has in the shop's own cart: one juice."""
    checkout = shop.add_checkout("default-channel", "carla@example.com")
    checkout.lines.append(shop.new_line(juice, 1))
    return checkout


def add(event: Event, customer: Participant, variant_id: str, now: datetime) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(variant_id, 1)], now=now
    )


def test_the_call_works_on_the_cart_that_the_customer_has(
    event: Event, customer: Participant, shop: FakeShop, own: FakeCheckout, tea: str, now: datetime
) -> None:
    view = services.open_checkout(event=event, checkout_id=own.id, now=now)
    assert view is not None
    assert [line.quantity for line in view.state.lines] == [1]
    add(event, customer, tea, now)
    assert [line.variant_id for line in own.lines][-1] == tea
    assert len(shop.checkouts) == 1
    assert not EventCheckout.objects.of(event.installation).get().created_by_us


def test_what_was_in_the_cart_before_was_added_by_nobody_in_the_call(
    event: Event, own: FakeCheckout, now: datetime
) -> None:
    services.open_checkout(event=event, checkout_id=own.id, now=now)
    (message,) = told(event, "checkout.updated")
    assert message["checkout"]["lines"][0]["addedBy"] is None


def test_an_unknown_cart_is_refused(event: Event, shop: FakeShop, now: datetime) -> None:
    for checkout_id in ("", "Q2hlY2tvdXQ6OTk5", "x" * 129):
        with pytest.raises(DomainError) as refused:
            services.open_checkout(event=event, checkout_id=checkout_id, now=now)
        assert refused.value.code == "NOT_FOUND"


def test_a_cart_of_another_channel_is_refused(event: Event, shop: FakeShop, now: datetime) -> None:
    shop.channels.append(replace(shop.channels[0], slug="channel-pln", currency="PLN"))
    other = shop.add_checkout("channel-pln")
    with pytest.raises(DomainError) as refused:
        services.open_checkout(event=event, checkout_id=other.id, now=now)
    assert (refused.value.code, refused.value.field) == ("INVALID", "checkoutId")


def test_a_cart_that_both_sides_see_is_not_exchanged(
    event: Event, customer: Participant, own: FakeCheckout, tea: str, now: datetime
) -> None:
    add(event, customer, tea, now)
    view = services.open_checkout(event=event, checkout_id=own.id, now=now)
    assert view is not None
    assert [line.variant_id for line in view.state.lines] == [tea]


def test_an_empty_cart_gives_way_to_the_shops(
    event: Event, shop: FakeShop, own: FakeCheckout, now: datetime
) -> None:
    empty = shop.add_checkout("default-channel")
    services.open_checkout(event=event, checkout_id=empty.id, now=now)
    view = services.open_checkout(event=event, checkout_id=own.id, now=now)
    assert view is not None
    assert view.state.id == own.id


def test_while_the_shop_is_down_the_cart_is_kept_and_used_later(
    event: Event, customer: Participant, shop: FakeShop, own: FakeCheckout, tea: str, now: datetime
) -> None:
    shop.is_down = True
    assert services.open_checkout(event=event, checkout_id=own.id, now=now) is None
    add(event, customer, tea, now)
    shop.is_down = False
    cart = EventCheckout.objects.of(event.installation).get()
    drain_checkout(cart.pk, now=now + timedelta(seconds=6))
    assert [line.quantity for line in own.lines] == [1, 1]


def test_a_kept_cart_that_proves_foreign_is_left_for_a_new_one(
    event: Event, customer: Participant, shop: FakeShop, tea: str, now: datetime
) -> None:
    shop.channels.append(replace(shop.channels[0], slug="channel-pln", currency="PLN"))
    foreign = shop.add_checkout("channel-pln")
    shop.is_down = True
    services.open_checkout(event=event, checkout_id=foreign.id, now=now)
    shop.is_down = False
    add(event, customer, tea, now)
    assert foreign.lines == []
    (new,) = (one for one in shop.checkouts.values() if one is not foreign)
    assert [line.variant_id for line in new.lines] == [tea]
