"""What SaleorApi promises, kept by the fake, by the demo store and by a real Saleor alike."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import (
    CheckoutState,
    ProductDetail,
    SaleorRefused,
    SaleorTokenDead,
    VariantQuantity,
)
from tests.saleor.worlds import FakeWorld, ServerWorld, World, demo_store, real_saleor

CHANNEL = "default-channel"
NOWHERE = "Q2hlY2tvdXQ6MGE1YzY0YjItNmRlZC00ZjA2LWE0N2UtMDAwMDAwMDAwMDAw"
UNKNOWN = {
    "product": "UHJvZHVjdDo5OTk5OTk=",
    "variant": "UHJvZHVjdFZhcmlhbnQ6OTk5OTk5",
    "user": "VXNlcjo5OTk5OTk=",
    "order": "T3JkZXI6MGE1YzY0YjItNmRlZC00ZjA2LWE0N2UtMDAwMDAwMDAwMDAw",
}

needs_saleor = pytest.mark.skipif(
    "SALEOR_API_URL" not in os.environ, reason="SALEOR_API_URL names no running Saleor"
)


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Any]]:
    """Servers that were started, by their name; each is started once."""
    started: dict[str, Any] = {}
    opened: list[Any] = []
    yield {"started": started, "opened": opened}
    for manager in opened:
        manager.__exit__(None, None, None)


@pytest.fixture(
    params=["fake", "demo store", pytest.param("real Saleor", marks=needs_saleor)],
)
def world(
    request: pytest.FixtureRequest,
    servers: dict[str, Any],
    private_networks: None,
    installation: Installation,
    other_installation: Installation,
) -> World:
    if request.param == "fake":
        return FakeWorld(installation, other_installation)
    if request.param not in servers["started"]:
        manager = demo_store() if request.param == "demo store" else real_saleor()
        servers["started"][request.param] = manager.__enter__()
        servers["opened"].append(manager)
    return ServerWorld(servers["started"][request.param])


@pytest.fixture
def product(world: World) -> ProductDetail:
    """A product of which at least ten can be bought."""
    for card in world.api.search_products(channel=CHANNEL, search=world.word).items:
        detail = world.api.product(product_id=card.id, channel=CHANNEL)
        if detail and detail.variants[0].quantity_available >= 10:
            return detail
    raise LookupError(f"No product for {world.word!r} has ten in stock.")


@pytest.fixture
def variant(product: ProductDetail) -> str:
    return product.variants[0].id


@pytest.fixture
def checkout(world: World) -> CheckoutState:
    return world.api.create_checkout(channel=CHANNEL, email="carla@example.com")


def one(variant_id: str, quantity: int = 1) -> list[VariantQuantity]:
    return [VariantQuantity(variant_id, quantity)]


def quantities(state: CheckoutState | None) -> list[int]:
    assert state is not None
    return [line.quantity for line in state.lines]


def test_shop_and_channels(world: World) -> None:
    assert world.api.shop().name
    channel = next(one for one in world.api.channels() if one.slug == CHANNEL)
    assert (len(channel.currency), len(channel.country)) == (3, 2)


def test_search_finds_by_words_and_turns_pages(world: World) -> None:
    whole = world.api.search_products(channel=CHANNEL, search=world.word, first=3)
    first = world.api.search_products(channel=CHANNEL, search=world.word, first=1)
    second = world.api.search_products(
        channel=CHANNEL, search=world.word, first=1, after=first.end_cursor
    )
    assert [card.id for card in whole.items[:2]] == [first.items[0].id, second.items[0].id]
    assert first.has_next
    assert world.api.search_products(channel=CHANNEL, search="qqqqzzzz").items == ()
    assert world.api.search_products(channel=CHANNEL, search="", first=2).items


def test_a_product_has_what_a_picker_needs(world: World, product: ProductDetail) -> None:
    found = product.variants[0]
    assert found.price is not None
    assert found.price.currency == product.card.price_from.currency  # type: ignore[union-attr]
    assert found.quantity_available >= 10


@pytest.mark.parametrize("product_id", [UNKNOWN["product"], "nonsense", ""])
def test_an_unknown_product_is_none(world: World, product_id: str) -> None:
    assert world.api.product(product_id=product_id, channel=CHANNEL) is None


def test_variants_come_in_the_order_asked(world: World) -> None:
    cards = world.api.search_products(channel=CHANNEL, search=world.word).items[:2]
    details = [world.api.product(product_id=card.id, channel=CHANNEL) for card in cards]
    ids = [detail.variants[0].id for detail in details if detail][::-1]
    found = world.api.variants(variant_ids=[*ids, UNKNOWN["variant"]], channel=CHANNEL)
    assert [card.id for card in found] == ids
    assert all(card.price and card.product_name for card in found)


def test_adds_of_one_variant_become_one_line(
    world: World, checkout: CheckoutState, variant: str
) -> None:
    assert (checkout.lines, checkout.channel) == ((), CHANNEL)
    world.api.add_lines(checkout.id, one(variant, 2))
    state = world.api.add_lines(checkout.id, one(variant, 1))
    assert [(line.variant_id, line.quantity) for line in state.lines] == [(variant, 3)]
    line = state.lines[0]
    assert line.total_price.amount == line.unit_price.amount * 3
    assert state.total.amount >= line.total_price.amount
    assert world.api.checkout(checkout.id) == state


def test_lines_are_set_and_removed(world: World, checkout: CheckoutState, variant: str) -> None:
    line = world.api.add_lines(checkout.id, one(variant, 2)).lines[0]
    assert quantities(world.api.set_line(checkout.id, line.id, 5)) == [5]
    assert quantities(world.api.set_line(checkout.id, line.id, 0)) == []
    line = world.api.add_lines(checkout.id, one(variant)).lines[0]
    assert quantities(world.api.delete_lines(checkout.id, [line.id])) == []


def test_too_much_is_refused_whole(world: World, checkout: CheckoutState, variant: str) -> None:
    world.api.add_lines(checkout.id, one(variant, 2))
    with pytest.raises(SaleorRefused) as refused:
        world.api.add_lines(checkout.id, one(variant, 5000))
    assert refused.value.code in {"QUANTITY_GREATER_THAN_LIMIT", "INSUFFICIENT_STOCK"}
    assert quantities(world.api.checkout(checkout.id)) == [2]


@pytest.mark.parametrize(
    ("variant_id", "quantity", "code"),
    [
        (UNKNOWN["variant"], 1, "GRAPHQL_ERROR"),
        ("nonsense", 1, "GRAPHQL_ERROR"),
        (None, 0, "ZERO_QUANTITY"),
    ],
)
def test_what_makes_no_sense_is_refused(
    world: World,
    checkout: CheckoutState,
    variant: str,
    variant_id: str | None,
    quantity: int,
    code: str,
) -> None:
    with pytest.raises(SaleorRefused) as refused:
        world.api.add_lines(checkout.id, one(variant_id or variant, quantity))
    assert refused.value.code == code
    assert quantities(world.api.checkout(checkout.id)) == []


def test_an_unknown_checkout_leads_nowhere(world: World, variant: str) -> None:
    assert world.api.checkout(NOWHERE) is None
    assert world.api.checkout("nonsense") is None
    with pytest.raises(SaleorRefused) as refused:
        world.api.add_lines(NOWHERE, one(variant))
    assert refused.value.code == "NOT_FOUND"


def test_an_unknown_channel_is_refused(world: World) -> None:
    with pytest.raises(SaleorRefused) as refused:
        world.api.create_checkout(channel="no-such-channel")
    assert refused.value.code == "NOT_FOUND"


def test_an_order_follows_from_its_checkout(
    world: World, checkout: CheckoutState, variant: str
) -> None:
    # given a checkout that a call marked
    event_id = uuid.uuid4()
    line = world.api.add_lines(checkout.id, one(variant, 2)).lines[0]
    world.api.mark_checkout(checkout.id, [line.id], event_id)

    # when the customer completes it
    order_id = world.complete(checkout.id)

    # then the order names its checkout and carries the mark, and the checkout is gone
    order = world.api.order(order_id)
    assert order is not None
    assert (order.checkout_id, order.channel) == (checkout.id, CHANNEL)
    assert order.customer_email == "carla@example.com"
    assert order.event_hint == str(event_id)
    assert [
        (line.variant_id, line.quantity, line.quantity_reversed, line.event_hint)
        for line in order.lines
    ] == [(variant, 2, 0, str(event_id))]
    assert (order.is_cancelled, order.is_refunded) == (False, False)
    assert world.api.orders_by_checkout(checkout.id) == (order,)
    assert world.api.checkout(checkout.id) is None


def test_a_cancelled_order_says_so_and_is_a_newer_version(
    world: World, checkout: CheckoutState, variant: str
) -> None:
    world.api.add_lines(checkout.id, one(variant))
    order_id = world.complete(checkout.id)
    before = world.api.order(order_id)
    assert before is not None
    world.cancel(order_id)
    page = world.api.orders_updated_since(before.updated_at - timedelta(seconds=1))
    after = next(order for order in page.items if order.id == order_id)
    assert after.is_cancelled
    assert after.updated_at > before.updated_at


def test_unknown_orders_lead_nowhere(world: World) -> None:
    assert world.api.order(UNKNOWN["order"]) is None
    assert world.api.order("nonsense") is None
    assert world.api.orders_by_checkout(NOWHERE) == ()


def test_staff_are_found_by_email_and_by_id(world: World) -> None:
    staff = world.api.find_staff(world.staff_email)
    assert staff is not None
    assert staff.is_active
    assert staff.email == world.staff_email
    assert world.api.staff_user(staff.id) == staff
    assert world.api.find_staff(world.staff_email.upper()) == staff
    assert world.api.find_staff("nobody@example.com") is None
    assert world.api.staff_user(UNKNOWN["user"]) is None
    assert world.api.staff_user("nonsense") is None


def test_groups_and_customers(world: World) -> None:
    groups = world.api.permission_groups()
    assert groups
    assert all(group.id and group.name for group in groups)
    assert world.api.customer(UNKNOWN["user"]) is None


def test_a_dead_token_is_known_as_such(world: World, variant: str) -> None:
    with pytest.raises(SaleorTokenDead):
        world.stranger.channels()
    with pytest.raises(SaleorTokenDead):
        world.stranger.create_checkout(channel=CHANNEL)


def test_collections_are_found_by_name_and_by_what_they_hold(world: World) -> None:
    everything = world.api.collections(search="")
    assert everything
    wanted = everything[0]
    found = world.api.collections(search=wanted.name)
    assert wanted in found
    assert world.api.collections(search="nothing is called like this") == ()
    assert {one.id for one in everything} & world.api.collections_with(product=world.word)
    assert world.api.collections_with(product="nothing is called like this") == frozenset()
