"""`personalShopperProducts` and `personalShopperProduct`."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import Call, Shop, customer_bearer, desk_bearer, open_call
from tests.graphql.conftest import Api

LIST = """query ($event: ID!, $search: String, $first: Int!, $after: String) {
  personalShopperProducts(event: $event, search: $search, first: $first, after: $after) {
    edges { node { id name priceRange { start { amount currency } stop { amount } } } }
    pageInfo { hasNextPage endCursor } } }"""
ONE = """query ($event: ID!, $id: ID!) {
  personalShopperProduct(event: $event, id: $id) {
    name description variants {
      id name attributes { name values } price { amount } quantityAvailable quantityLimit } } }"""


def names(page: dict) -> list[str]:
    return [edge["node"]["name"] for edge in page["edges"]]


@pytest.mark.feature("CL-15")
def test_the_personal_shopper_searches_the_channel(api: Api, shop: Shop, call: Call) -> None:
    for name in ("Apple juice", "Carrot juice", "Mug"):
        fake_shop(shop.installation).add_product(name)
    bearer = call.bearer(call.shopper)
    first = api.ask(LIST, bearer, event=call.id, search="juice", first=1)
    rest = api.ask(
        LIST,
        bearer,
        event=call.id,
        search="juice",
        first=1,
        after=first["pageInfo"]["endCursor"],
    )
    assert names(first) + names(rest) == ["Apple juice", "Carrot juice"]
    assert [first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]] == [True, False]


@pytest.mark.feature("CL-14")
def test_the_product_of_interest_comes_first(api: Api, shop: Shop) -> None:
    for name in ("Apple juice", "Carrot juice"):
        fake_shop(shop.installation).add_product(name)
    mug = fake_shop(shop.installation).add_product("Mug")
    call = open_call(shop, product_id=mug.card.id)
    page = api.ask(LIST, desk_bearer(shop.shopper_member), event=call.id, first=2)
    assert names(page) == ["Mug", "Apple juice", "Carrot juice"]


def test_everybody_in_the_call_sees_a_product(api: Api, shop: Shop, call: Call) -> None:
    detail = fake_shop(shop.installation).add_product("Juice", price="3.50", stock=7)
    for participant in (call.customer, call.shopper, call.guest):
        seen = api.ask(ONE, call.bearer(participant), event=call.id, id=detail.card.id)
        assert seen["variants"] == [
            {
                "id": detail.variants[0].id,
                "name": "Juice 1",
                "attributes": [{"name": "Size", "values": ["1"]}],
                "price": {"amount": 3.5},
                "quantityAvailable": 7,
                "quantityLimit": None,
            }
        ]
    assert api.ask(ONE, call.bearer(call.guest), event=call.id, id="UHJvZHVjdDo5OTk=") is None


@pytest.mark.feature("CL-15", "PM-15")
def test_customers_and_guests_do_not_search(api: Api, shop: Shop, call: Call) -> None:
    for participant in (call.customer, call.guest):
        bearer = call.bearer(participant)
        assert api.refusal(LIST, bearer, event=call.id, first=5) == "PERMISSION_DENIED"


def test_outsiders_read_no_catalogue(
    api: Api, shop: Shop, call: Call, other_shop: Shop, other_call: Call
) -> None:
    product = fake_shop(shop.installation).add_product().card.id
    bearers = [
        "",
        customer_bearer(shop.installation, "VXNlcjpzdHJhbmdlcg=="),
        other_call.bearer(other_call.shopper),
        desk_bearer(other_shop.admin),
        desk_bearer(shop.nobody),
    ]
    for bearer in bearers:
        refusal = api.refusal(LIST, bearer, event=call.id, first=5)
        assert refusal in {"PERMISSION_DENIED", "NOT_FOUND"}
        assert api.ask(ONE, bearer, event=call.id, id=product) is None


def test_a_shop_that_does_not_answer_is_said_so(api: Api, shop: Shop, call: Call) -> None:
    fake_shop(shop.installation).is_down = True
    assert api.refusal(LIST, call.bearer(call.shopper), event=call.id, first=5) == (
        "SHOP_UNREACHABLE"
    )
