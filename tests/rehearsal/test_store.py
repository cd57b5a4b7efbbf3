"""What the rehearsal does in the store."""

import pytest

from saleor_personal_shopper.rehearsal.graphql import Refused
from saleor_personal_shopper.rehearsal.store import Store
from saleor_personal_shopper.rehearsal.target import Login
from tests.rehearsal.answering import Answer, answering

DONE = {"errors": []}


def shop(*, shippable: bool = True, country: str = "ES", **changes: Answer) -> dict[str, Answer]:
    checkout = {
        "isShippingRequired": shippable,
        "totalPrice": {"gross": {"amount": 20.0}},
        "lines": [
            {"quantity": 1, "variant": {"id": "V1"}},
            {"quantity": 2, "variant": {"id": "V1"}},
            {"quantity": 1, "variant": {"id": "V2"}},
        ],
    }
    return {
        "channel(slug": {"data": {"channel": {"defaultCountry": {"code": country}}}},
        "checkoutEmailUpdate": {"data": {"checkoutEmailUpdate": DONE}},
        "checkoutBillingAddressUpdate": {"data": {"checkoutBillingAddressUpdate": DONE}},
        "checkoutShippingAddressUpdate": {"data": {"checkoutShippingAddressUpdate": DONE}},
        "deliveryOptionsCalculate": {
            "data": {"deliveryOptionsCalculate": {"deliveries": [{"id": "D1"}], "errors": []}}
        },
        "checkoutDeliveryMethodUpdate": {"data": {"checkoutDeliveryMethodUpdate": DONE}},
        "checkoutPaymentCreate": {"data": {"checkoutPaymentCreate": DONE}},
        "checkoutComplete": {
            "data": {"checkoutComplete": {"order": {"id": "O1", "number": "7"}, "errors": []}}
        },
        "checkout(id": {"data": {"checkout": checkout}},
        **changes,
    }


async def test_an_order_is_placed_as_on_the_checkout_page() -> None:
    graphql, transport = answering(shop())
    order = await Store(graphql).place_order("C1", channel="eu", email="a@example.com")
    assert order == {"id": "O1", "number": "7"}
    words = [word for word, _, _ in transport.asked if not word.startswith("ch") or "(" not in word]
    assert words == [
        "checkoutEmailUpdate",
        "checkoutBillingAddressUpdate",
        "checkoutShippingAddressUpdate",
        "deliveryOptionsCalculate",
        "checkoutDeliveryMethodUpdate",
        "checkoutPaymentCreate",
        "checkoutComplete",
    ]
    variables = {word: given for word, given, _ in transport.asked}
    assert variables["checkoutBillingAddressUpdate"]["address"]["country"] == "ES"
    assert variables["checkoutDeliveryMethodUpdate"]["delivery"] == "D1"
    assert variables["checkoutPaymentCreate"]["input"]["amount"] == 20.0


async def test_what_needs_no_shipping_gets_none() -> None:
    graphql, transport = answering(shop(shippable=False))
    await Store(graphql).place_order("C1", channel="eu", email="a@example.com")
    assert "deliveryOptionsCalculate" not in [word for word, _, _ in transport.asked]


async def test_a_shop_without_the_dummy_gateway_may_take_unpaid_orders() -> None:
    refusal = {"data": {"checkoutPaymentCreate": {"errors": [{"code": "NOT_SUPPORTED_GATEWAY"}]}}}
    graphql, _ = answering(shop(checkoutPaymentCreate=refusal))
    order = await Store(graphql).place_order("C1", channel="eu", email="a@example.com")
    assert order["number"] == "7"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"checkoutComplete": {"data": {"checkoutComplete": {"order": None, "errors": []}}}},
            "payment",
        ),
        (
            {
                "deliveryOptionsCalculate": {
                    "data": {"deliveryOptionsCalculate": {"deliveries": [], "errors": []}}
                }
            },
            "does not deliver to US",
        ),
        ({"checkout(id": {"data": {"checkout": None, "shop": {}}}}, "does not know"),
    ],
)
async def test_a_shop_that_does_not_sell_says_why(changes: dict, words: str) -> None:
    graphql, _ = answering(shop(country="JP", **changes))
    with pytest.raises(Refused, match=words):
        await Store(graphql).place_order("C1", channel="eu", email="a@example.com")


async def test_lines_of_one_variant_count_together() -> None:
    graphql, _ = answering(shop())
    assert await Store(graphql).quantities("C1") == {"V1": 3, "V2": 1}


def dashboard(access_token: str | None) -> dict[str, Answer]:
    nodes = [{"id": "A1", "identifier": "other"}, {"id": "A2", "identifier": "ours"}]
    return {
        "tokenCreate": {"data": {"tokenCreate": {"token": "user-token", "errors": []}}},
        "apps(": {"data": {"apps": {"edges": [{"node": node} for node in nodes]}}},
        "app(id": {"data": {"app": {"accessToken": access_token}}},
    }


async def test_staff_is_introduced_to_the_app_as_the_dashboard_does() -> None:
    graphql, transport = answering(dashboard("app-token"))
    token = await Store(graphql).app_token(Login("a@example.com", "secret"), "ours")
    assert token == "app-token"
    assert transport.asked[1:] == [
        ("apps(", {}, "Bearer user-token"),
        ("app(id", {"id": "A2"}, "Bearer user-token"),
    ]


@pytest.mark.parametrize(
    ("token", "identifier", "words"),
    [("t", "not-installed", "not installed"), (None, "ours", "no token")],
)
async def test_without_the_app_or_its_token_nobody_is_introduced(
    token: str | None, identifier: str, words: str
) -> None:
    graphql, _ = answering(dashboard(token))
    with pytest.raises(Refused, match=words):
        await Store(graphql).app_token(Login("a@example.com", "secret"), identifier)
