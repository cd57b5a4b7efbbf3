"""Lines of a checkout: how they merge, what is refused, and that nothing guards them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.saleor.contract.goods import LIMIT, Goods, add, new_checkout, overfill, read
from tests.saleor.contract.shop import Shop

UPDATE = """mutation ($id: ID!, $lines: [CheckoutLineUpdateInput!]!) {
  checkoutLinesUpdate(id: $id, lines: $lines) {
    checkout { lines { id quantity } } errors { field code }
  }
}"""
REMOVE = """mutation ($id: ID!, $lines: [ID!]!) {
  checkoutLinesDelete(id: $id, linesIds: $lines) {
    checkout { lines { id quantity } } errors { field code }
  }
}"""


def quantities(payload: dict[str, Any]) -> list[int]:
    return sorted(line["quantity"] for line in payload["checkout"]["lines"])


def test_a_second_add_of_a_variant_raises_the_quantity_of_its_line(
    shop: Shop, goods: Goods
) -> None:
    checkout = new_checkout(shop, goods.plenty)
    assert quantities(add(shop, checkout, goods.plenty, 2)) == [3]


def test_a_new_line_can_be_forced_and_after_that_every_add_makes_another(
    shop: Shop, goods: Goods
) -> None:
    checkout = new_checkout(shop, goods.plenty)
    assert quantities(add(shop, checkout, goods.plenty, 2, forceNewLine=True)) == [1, 2]
    assert quantities(add(shop, checkout, goods.plenty, 3)) == [1, 2, 3]


def test_metadata_of_an_add_is_merged_into_the_line(shop: Shop, goods: Goods) -> None:
    checkout = new_checkout(shop, goods.plenty)
    add(shop, checkout, goods.plenty, metadata=[{"key": "a", "value": "1"}])
    add(shop, checkout, goods.plenty, metadata=[{"key": "b", "value": "2"}])
    (line,) = read(shop, checkout)["lines"]
    assert {item["key"]: item["value"] for item in line["metadata"]} == {"a": "1", "b": "2"}


def test_parallel_adds_are_not_serialised_but_none_is_lost(shop: Shop, goods: Goods) -> None:
    # given
    checkout = new_checkout(shop)

    # when
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: add(shop, checkout, goods.plenty), range(8)))

    # then
    lines = [line["quantity"] for line in read(shop, checkout)["lines"]]
    assert sum(lines) == 8
    assert len(lines) > 1


def test_quantities_are_set_by_line(shop: Shop, goods: Goods) -> None:
    checkout = new_checkout(shop, goods.plenty, goods.other)
    first, second = read(shop, checkout)["lines"]
    payload = shop.done(UPDATE, id=checkout, lines=[{"lineId": first["id"], "quantity": 5}])
    assert quantities(payload) == [1, 5]
    payload = shop.done(UPDATE, id=checkout, lines=[{"lineId": second["id"], "quantity": 0}])
    assert quantities(payload) == [5]


def test_a_line_is_removed(shop: Shop, goods: Goods) -> None:
    checkout = new_checkout(shop, goods.plenty)
    (line,) = read(shop, checkout)["lines"]
    assert quantities(shop.done(REMOVE, id=checkout, lines=[line["id"]])) == []


@pytest.mark.parametrize(
    ("quantity", "code"), [(0, "ZERO_QUANTITY"), (LIMIT + 1, "QUANTITY_GREATER_THAN_LIMIT")]
)
def test_a_wrong_quantity_is_refused(shop: Shop, goods: Goods, quantity: int, code: str) -> None:
    checkout = new_checkout(shop)
    (error,) = add(shop, checkout, goods.plenty, quantity)["errors"]
    assert (error["field"], error["code"]) == ("quantity", code)
    assert read(shop, checkout)["lines"] == []


def test_an_unknown_checkout_is_refused(shop: Shop, goods: Goods) -> None:
    unknown = "Q2hlY2tvdXQ6MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAw"
    (error,) = add(shop, unknown, goods.plenty)["errors"]
    assert (error["field"], error["code"]) == ("id", "NOT_FOUND")


def test_an_unknown_variant_is_refused(shop: Shop) -> None:
    (error,) = add(shop, new_checkout(shop), "UHJvZHVjdFZhcmlhbnQ6OTk5OTk5")["errors"]
    assert error["code"] == "GRAPHQL_ERROR"


def test_more_than_there_is_is_refused(shop: Shop, goods: Goods) -> None:
    if goods.how_few >= LIMIT:
        pytest.skip("This shop has no variant with so few that the stock is the limit.")
    checkout = new_checkout(shop)
    errors = add(shop, checkout, goods.few, goods.how_few + 1)["errors"]
    assert [(each["field"], each["code"]) for each in errors] == [
        ("quantity", "INSUFFICIENT_STOCK")
    ]
    assert read(shop, checkout)["lines"] == []


def test_lines_of_one_variant_that_are_too_many_together_are_a_problem(
    shop: Shop, goods: Goods
) -> None:
    """Adding checks only one line of a variant, so that several can pass; the problems tell."""
    checkout = new_checkout(shop)
    overfill(shop, checkout, goods)
    state = read(shop, checkout)
    total = sum(line["quantity"] for line in state["lines"])
    assert {each["variant"]["id"] for each in state["problems"]} == {goods.few}
    assert all(each["availableQuantity"] < total for each in state["problems"])
    assert len(state["problems"]) == len(state["lines"])
