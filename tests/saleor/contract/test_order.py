"""From checkout to order, and what becomes of the order."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.saleor.contract.app import InstalledApp
from tests.saleor.contract.goods import (
    COMPLETE,
    CREATE,
    LIMIT,
    SET_PRIVATE,
    Goods,
    add,
    make_ready,
    new_checkout,
    overfill,
    place_order,
    read,
)
from tests.saleor.contract.shop import ABROAD, Shop

BY_CHECKOUT = {
    "filter": """query ($checkout: ID!) {
      orders(first: 5, filter: { checkoutIds: [$checkout] }) { edges { node { id } } } }""",
    "where": """query ($checkout: ID!) {
      orders(first: 5, where: { checkoutId: { eq: $checkout } }) { edges { node { id } } } }""",
}
UPDATED_SINCE = """query ($at: DateTime!) {
  orders(first: 50, filter: { updatedAt: { gte: $at } },
    sortBy: { field: LAST_MODIFIED_AT, direction: ASC }) { edges { node { id updatedAt } } }
}"""
ORDER = """query ($id: ID!) { order(id: $id) {
  status isPaid chargeStatus checkoutId updatedAt
  privateMetafield(key: "contract") total { gross { amount } } totalRefunded { amount }
  lines {
    id quantity privateMetafield(key: "contract") productVariantId unitPrice { gross { amount } }
  }
  fulfillments { status lines { quantity orderLine { id } } }
  grantedRefunds { status }
} }"""
PAY = """mutation ($id: ID!) {
  orderMarkAsPaid(id: $id) { order { isPaid chargeStatus status } errors { field code } }
}"""
CANCEL = "mutation ($id: ID!) { orderCancel(id: $id) { order { status } errors { field code } } }"
REFUND = """mutation ($order: ID!, $input: OrderRefundProductsInput!) {
  orderFulfillmentRefundProducts(order: $order, input: $input) {
    fulfillment { status } errors { field code message }
  }
}"""

REFUND_AMOUNT = """mutation ($id: ID!) {
  orderRefund(id: $id, amount: 1) { errors { field code } }
}"""
CHANNELS = """{ channels {
  slug defaultCountry { code } orderSettings { allowUnpaidOrders }
} }"""
TOTAL = "query ($id: ID!) { checkout(id: $id) { totalPrice { gross { amount } } } }"
PAYMENT = """mutation ($id: ID!, $input: PaymentInput!) {
  checkoutPaymentCreate(id: $id, input: $input) { errors { field code } }
}"""


def test_a_checkout_without_delivery_is_not_completed(shop: Shop, goods: Goods) -> None:
    (error,) = shop.change(COMPLETE, id=new_checkout(shop, goods.plenty))["errors"]
    assert error["code"] == "SHIPPING_METHOD_NOT_SET"


def test_completing_twice_gives_one_order_and_the_checkout_is_gone(
    shop: Shop, goods: Goods
) -> None:
    # given
    checkout = new_checkout(shop, goods.plenty)

    # when
    order = place_order(shop, checkout)
    again = shop.done(COMPLETE, id=checkout)["order"]

    # then
    assert again["id"] == order["id"]
    assert order["checkoutId"] == checkout
    assert (order["status"], order["isPaid"], order["chargeStatus"]) == (
        "UNCONFIRMED",
        False,
        "NONE",
    )
    assert read(shop, checkout) is None
    (error,) = add(shop, checkout, goods.plenty)["errors"]
    assert error["code"] == "NOT_FOUND"


def test_private_metadata_of_checkout_and_line_reaches_the_order(
    shop: Shop, goods: Goods, app: InstalledApp
) -> None:
    # given
    checkout = new_checkout(shop, goods.plenty)
    (line,) = read(shop, checkout)["lines"]
    for target, value in ((checkout, "of the cart"), (line["id"], "of the line")):
        hint = [{"key": "contract", "value": value}]
        shop.done(SET_PRIVATE, app.token, id=target, input=hint)

    # when
    order = place_order(shop, checkout)

    # then
    found = shop.data(ORDER, app.token, id=order["id"])["order"]
    assert found["privateMetafield"] == "of the cart"
    assert [line["privateMetafield"] for line in found["lines"]] == ["of the line"]
    assert [line["productVariantId"] for line in found["lines"]] == [goods.plenty]


@pytest.mark.parametrize("by", BY_CHECKOUT)
def test_an_order_is_found_by_its_checkout(
    shop: Shop, goods: Goods, app: InstalledApp, by: str
) -> None:
    checkout = new_checkout(shop, goods.plenty)
    order = place_order(shop, checkout)
    edges = shop.data(BY_CHECKOUT[by], app.token, checkout=checkout)["orders"]["edges"]
    assert [edge["node"]["id"] for edge in edges] == [order["id"]]


def test_orders_are_listed_by_their_last_change(
    shop: Shop, goods: Goods, app: InstalledApp
) -> None:
    # given
    first, second = (place_order(shop, new_checkout(shop, goods.plenty)) for _ in range(2))
    since = shop.data(ORDER, app.token, id=first["id"])["order"]["updatedAt"]

    # when
    shop.done(PAY, shop.admin, id=first["id"])

    # then
    edges = shop.data(UPDATED_SINCE, app.token, at=since)["orders"]["edges"]
    ids = [edge["node"]["id"] for edge in edges]
    assert ids.index(second["id"]) < ids.index(first["id"])


def test_orders_are_closed_to_visitors(shop: Shop) -> None:
    (error,) = shop.body("{ orders(first: 1) { edges { node { id } } } }")["errors"]
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_marking_as_paid_pays_the_whole_order(shop: Shop, goods: Goods) -> None:
    order = place_order(shop, new_checkout(shop, goods.plenty))
    paid = shop.done(PAY, shop.admin, id=order["id"])["order"]
    assert (paid["isPaid"], paid["chargeStatus"]) == (True, "FULL")


def test_a_cancelled_order_stays_and_cannot_be_cancelled_again(shop: Shop, goods: Goods) -> None:
    order = place_order(shop, new_checkout(shop, goods.plenty))
    assert shop.done(CANCEL, shop.admin, id=order["id"])["order"]["status"] == "CANCELED"
    (error,) = shop.change(CANCEL, shop.admin, id=order["id"])["errors"]
    assert error["code"] == "CANNOT_CANCEL_ORDER"


def test_a_channel_may_want_its_money_first(shop: Shop, goods: Goods) -> None:
    checkout = new_foreign_checkout(shop, goods.plenty)
    (error,) = shop.change(COMPLETE, id=checkout)["errors"]
    assert error["code"] == "CHECKOUT_NOT_FULLY_PAID"


def test_refunded_lines_are_in_a_refunded_fulfillment(
    shop: Shop, goods: Goods, app: InstalledApp
) -> None:
    # given
    checkout = new_foreign_checkout(shop, goods.plenty, quantity=3)
    order = pay_and_place(shop, checkout)
    (line,) = order["lines"]

    # when
    refunded = [{"orderLineId": line["id"], "quantity": 2}]
    shop.done(REFUND, shop.admin, order=order["id"], input={"orderLines": refunded})

    # then
    found = settled(shop, app, order["id"])
    assert found["lines"][0]["quantity"] == 3
    (fulfillment,) = found["fulfillments"]
    assert fulfillment["status"] == "REFUNDED"
    assert fulfillment["lines"] == [{"quantity": 2, "orderLine": {"id": line["id"]}}]
    unit = found["lines"][0]["unitPrice"]["gross"]["amount"]
    assert found["totalRefunded"]["amount"] == pytest.approx(2 * unit)
    assert found["grantedRefunds"] == []
    # A refund makes a paid order look unpaid: what was paid for is told by ORDER_FULLY_PAID alone.
    assert (found["status"], found["isPaid"]) == ("UNFULFILLED", False)
    assert found["chargeStatus"] == "PARTIAL"


def test_no_more_than_what_was_bought_is_refunded(shop: Shop, goods: Goods) -> None:
    order = pay_and_place(shop, new_foreign_checkout(shop, goods.plenty))
    refunded = [{"orderLineId": order["lines"][0]["id"], "quantity": 2}]
    payload = shop.change(REFUND, shop.admin, order=order["id"], input={"orderLines": refunded})
    assert [error["code"] for error in payload["errors"]] == ["INVALID_QUANTITY"]


def test_money_given_back_without_lines_is_a_fulfillment_without_lines(
    shop: Shop, goods: Goods, app: InstalledApp
) -> None:
    order = pay_and_place(shop, new_foreign_checkout(shop, goods.plenty))
    shop.done(REFUND_AMOUNT, shop.admin, id=order["id"])
    found = settled(shop, app, order["id"])
    assert found["totalRefunded"]["amount"] == pytest.approx(1)
    assert found["fulfillments"] == [{"status": "REFUNDED", "lines": []}]


def new_foreign_checkout(shop: Shop, variant: str, quantity: int = 1) -> str:
    """Return a checkout, ready to be paid, in a channel that takes no unpaid orders."""
    channels = shop.data(CHANNELS, shop.admin)["channels"]
    channel = next(each for each in channels if not each["orderSettings"]["allowUnpaidOrders"])
    lines = [{"variantId": variant, "quantity": quantity}]
    wanted = {"channel": channel["slug"], "email": "buyer@example.com", "lines": lines}
    checkout = str(shop.done(CREATE, input=wanted)["checkout"]["id"])
    make_ready(shop, checkout, ABROAD[channel["defaultCountry"]["code"]])
    return checkout


def pay_and_place(shop: Shop, checkout: str) -> dict[str, Any]:
    """Pay by the gateway for trying things out, which takes the money when the order is placed."""
    total = shop.data(TOTAL, id=checkout)["checkout"]["totalPrice"]["gross"]["amount"]
    payment = {"gateway": "mirumee.payments.dummy", "token": "charged", "amount": total}
    shop.done(PAYMENT, id=checkout, input=payment)
    order: dict[str, Any] = shop.done(COMPLETE, id=checkout)["order"]
    assert (order["isPaid"], order["status"]) == (True, "UNFULFILLED")
    return order


def settled(shop: Shop, app: InstalledApp, order: str) -> dict[str, Any]:
    """Return the order once its sums tell of the refund; Saleor adds them up a moment later."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        found: dict[str, Any] = shop.data(ORDER, app.token, id=order)["order"]
        if found["chargeStatus"] != "FULL":
            break
        time.sleep(0.2)
    return found


def test_stock_that_went_meanwhile_refuses_the_order(
    shop: Shop, goods: Goods, sold: list[str]
) -> None:
    # given
    checkout = new_checkout(shop)
    amount = min(goods.how_few, LIMIT)
    add(shop, checkout, goods.few, amount)
    make_ready(shop, checkout)

    # when
    while not read(shop, checkout)["problems"]:
        other = new_checkout(shop)
        add(shop, other, goods.few, amount)
        sold.append(place_order(shop, other)["id"])

    # then
    (error,) = shop.change(COMPLETE, id=checkout)["errors"]
    assert error["code"] == "INSUFFICIENT_STOCK"
    assert error["variants"] == [goods.few]
    assert read(shop, checkout)["id"] == checkout


def test_too_many_in_several_lines_of_one_variant_are_sold_all_the_same(
    shop: Shop, goods: Goods, sold: list[str]
) -> None:
    """Saleor checks each line by itself: only one line a variant keeps a shop from overselling."""
    checkout = new_checkout(shop)
    overfill(shop, checkout, goods)
    sold.append(place_order(shop, checkout)["id"])
    assert read(shop, checkout) is None


@pytest.fixture
def sold(shop: Shop) -> Iterator[list[str]]:
    """Orders that are cancelled after the test, so that the stock comes back."""
    orders: list[str] = []
    yield orders
    for order in orders:
        shop.done(CANCEL, shop.admin, id=order)
