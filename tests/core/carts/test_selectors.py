"""selectors.py: what somebody who enters the room must know of carts."""

from __future__ import annotations

from datetime import datetime, timedelta

from saleor_personal_shopper.core.carts import selectors, services
from saleor_personal_shopper.core.events import room
from saleor_personal_shopper.core.events.models import Event, Participant
from saleor_personal_shopper.core.saleor_data import VariantQuantity
from saleor_personal_shopper.saleor.fake_shop import FakeShop
from tests import factories


def test_the_welcome_tells_cart_proposals_and_orders(
    event: Event,
    customer: Participant,
    shopper: Participant,
    shop: FakeShop,
    juice: str,
    now: datetime,
) -> None:
    one = [VariantQuantity(juice, 1)]
    services.add_lines(event=event, participant=customer, lines=one, now=now)
    (checkout_id,) = shop.checkouts
    order = shop.place_order(checkout_id, now=now)
    services.add_lines(event=event, participant=customer, lines=one, now=now)
    services.add_lines(event=event, participant=shopper, lines=one, now=now)
    data = room.welcome(event, customer, now=now)["data"]
    assert data["orders"] == [{"number": order.number}]
    assert [line["quantity"] for line in data["checkout"]["lines"]] == [1]
    assert [proposal["status"] for proposal in data["proposals"]] == ["PENDING"]


def test_the_welcome_of_a_fresh_call_has_no_cart(
    event: Event, customer: Participant, now: datetime
) -> None:
    data = room.welcome(event, customer, now=now)["data"]
    assert (data["checkout"], data["proposals"], data["orders"]) == (None, [], [])


def test_what_is_in_another_calls_cart_is_not_told(
    event: Event, customer: Participant, juice: str, now: datetime
) -> None:
    services.add_lines(
        event=event, participant=customer, lines=[VariantQuantity(juice, 1)], now=now
    )
    other = factories.event(event.installation)
    assert selectors.open_cart(other) is None
    assert selectors.proposals_of(other) == []


def test_a_change_just_made_is_left_to_its_own_request(
    event: Event, customer: Participant, shop: FakeShop, juice: str, now: datetime
) -> None:
    from saleor_personal_shopper.core.carts.changes import additions, write_changes

    write_changes(
        event=event,
        participant=customer,
        wanted=additions([VariantQuantity(juice, 1)]),
        now=now,
    )
    assert selectors.due_carts(now + timedelta(seconds=2)) == []
    assert len(selectors.due_carts(now + timedelta(seconds=3))) == 1
