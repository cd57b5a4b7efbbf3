"""`personalShopperEventCheckoutLinesAdd/Update/Delete`, proposals and the hand-over."""

from __future__ import annotations

from typing import Any

import pytest

from saleor_personal_shopper.core.carts.models import CartChange, Proposal
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.core.installations.models import ChannelSettings
from saleor_personal_shopper.core.saleor_data import ProductDetail
from saleor_personal_shopper.saleor.fake_api import fake_shop
from tests.cast import CHANNEL, Call, Shop, customer_bearer, desk_bearer
from tests.graphql.conftest import Api, codes

pytestmark = pytest.mark.django_db(transaction=True)

CHECKOUT = """checkout {
  cart lines { id variant { id name product { id name } } quantity
    unitPrice { amount currency } totalPrice { amount } addedBy { name role }
    problem { code availableQuantity } }
  total { gross { amount currency } } problems { code variant { id } availableQuantity } }"""
ADD = f"""mutation ($event: ID!, $lines: [PersonalShopperEventCheckoutLinesAddInput!]!) {{
  personalShopperEventCheckoutLinesAdd(event: $event, lines: $lines) {{
    {CHECKOUT} proposal {{ id status lines {{ variantId quantity }} }}
    errors {{ field message code }} }} }}"""
UPDATE = f"""mutation ($event: ID!, $lines: [PersonalShopperEventCheckoutLinesUpdateInput!]!) {{
  personalShopperEventCheckoutLinesUpdate(event: $event, lines: $lines) {{
    {CHECKOUT} errors {{ code }} }} }}"""
DELETE = f"""mutation ($event: ID!, $lines: [ID!]!) {{
  personalShopperEventCheckoutLinesDelete(event: $event, lines: $lines) {{
    {CHECKOUT} errors {{ code }} }} }}"""
ACCEPT = f"""mutation ($proposal: ID!) {{
  personalShopperEventProposalAccept(proposal: $proposal) {{
    {CHECKOUT} proposal {{ id status }} errors {{ code }} }} }}"""
DECLINE = ACCEPT.replace("Accept", "Decline")
HANDOVER = """mutation ($event: ID!) {
  personalShopperEventCheckoutHandover(event: $event) { url code errors { code } } }"""


@pytest.fixture
def product(shop: Shop) -> ProductDetail:
    return fake_shop(shop.installation).add_product("Juice", price="10.00", stock=5)


def add(api: Api, call: Call, bearer: str, product: ProductDetail, quantity: int = 1) -> Any:
    lines = [{"variant": product.variants[0].id, "quantity": quantity}]
    return api.ask(ADD, bearer, event=call.id, lines=lines)


def test_a_customers_add_is_direct(api: Api, call: Call, product: ProductDetail) -> None:
    added = add(api, call, call.bearer(call.customer), product, 2)
    assert added["errors"] == []
    assert added["proposal"] is None
    (line,) = added["checkout"]["lines"]
    assert line["variant"]["id"] == product.variants[0].id
    assert line["variant"]["product"] == {"id": product.card.id, "name": "Juice"}
    assert line["quantity"] == 2
    assert line["totalPrice"] == {"amount": 20.0}
    assert line["addedBy"] == {"name": call.customer.name, "role": "CUSTOMER"}
    assert added["checkout"]["total"] == {"gross": {"amount": 20.0, "currency": "USD"}}
    assert added["checkout"]["problems"] == []


def test_a_personal_shopper_proposes_and_the_customer_accepts(
    api: Api, call: Call, product: ProductDetail
) -> None:
    proposed = add(api, call, call.bearer(call.shopper), product)
    assert proposed["checkout"] is None
    assert proposed["proposal"]["status"] == "PENDING"
    accepted = api.ask(ACCEPT, call.bearer(call.customer), proposal=proposed["proposal"]["id"])
    assert accepted["proposal"] == {"id": proposed["proposal"]["id"], "status": "ACCEPTED"}
    assert [line["quantity"] for line in accepted["checkout"]["lines"]] == [1]
    again = api.ask(ACCEPT, call.bearer(call.customer), proposal=proposed["proposal"]["id"])
    assert codes(again) == ["ALREADY_ANSWERED"]


def test_a_declined_proposal_leaves_the_checkout_alone(
    api: Api, shop: Shop, call: Call, product: ProductDetail
) -> None:
    proposed = add(api, call, call.bearer(call.shopper), product)
    declined = api.ask(DECLINE, call.bearer(call.customer), proposal=proposed["proposal"]["id"])
    assert declined["proposal"]["status"] == "DECLINED"
    assert declined["checkout"] is None
    assert not fake_shop(shop.installation).checkouts


def test_nobody_else_answers_a_proposal(
    api: Api, shop: Shop, call: Call, other_call: Call, product: ProductDetail
) -> None:
    proposal = add(api, call, call.bearer(call.shopper), product)["proposal"]["id"]
    bearers = [
        "",
        call.bearer(call.shopper),
        call.bearer(call.guest),
        other_call.bearer(other_call.customer),
        customer_bearer(shop.installation, "VXNlcjpzdHJhbmdlcg=="),
    ]
    for document in (ACCEPT, DECLINE):
        for bearer in bearers:
            refused = api.ask(document, bearer, proposal=proposal)
            assert codes(refused) in (["PERMISSION_DENIED"], ["NOT_FOUND"])
    assert Proposal.objects.of(shop.installation).get().status == Proposal.Status.PENDING


def test_an_unknown_proposal_is_not_found(api: Api, call: Call) -> None:
    unknown = to_global_id(GlobalType.PROPOSAL, call.event.pk)
    for proposal in (unknown, "nonsense", call.id):
        refused = api.ask(ACCEPT, call.bearer(call.customer), proposal=proposal)
        assert codes(refused) == ["NOT_FOUND"]


def test_more_than_there_is_is_refused_in_words(
    api: Api, call: Call, product: ProductDetail
) -> None:
    refused = add(api, call, call.bearer(call.customer), product, 6)
    assert codes(refused) == ["INSUFFICIENT_STOCK"]
    assert "5" in refused["errors"][0]["message"]


def test_quantity_and_removal(api: Api, call: Call, product: ProductDetail) -> None:
    bearer = call.bearer(call.customer)
    line = add(api, call, bearer, product)["checkout"]["lines"][0]["id"]
    updated = api.ask(UPDATE, bearer, event=call.id, lines=[{"line": line, "quantity": 4}])
    assert [one["quantity"] for one in updated["checkout"]["lines"]] == [4]
    for _ in range(2):
        deleted = api.ask(DELETE, bearer, event=call.id, lines=[line])
        assert deleted["checkout"]["lines"] == []


def test_a_shop_that_does_not_answer_keeps_the_change(
    api: Api, shop: Shop, call: Call, product: ProductDetail
) -> None:
    fake_shop(shop.installation).is_down = True
    refused = add(api, call, call.bearer(call.customer), product)
    assert codes(refused) == ["SHOP_UNREACHABLE"]
    assert CartChange.objects.of(shop.installation).get().status == "PENDING"


def test_outsiders_touch_no_cart(
    api: Api, shop: Shop, call: Call, other_shop: Shop, other_call: Call, product: ProductDetail
) -> None:
    bearers = [
        "",
        call.bearer(call.guest),
        other_call.bearer(other_call.customer),
        desk_bearer(shop.nobody),
        desk_bearer(other_shop.shopper_member),
        customer_bearer(shop.installation, "VXNlcjpzdHJhbmdlcg=="),
    ]
    for bearer in bearers:
        assert codes(add(api, call, bearer, product)) in (["PERMISSION_DENIED"], ["NOT_FOUND"])
        updated = api.ask(UPDATE, bearer, event=call.id, lines=[{"line": "x", "quantity": 1}])
        assert codes(updated) in (["PERMISSION_DENIED"], ["NOT_FOUND"])
        deleted = api.ask(DELETE, bearer, event=call.id, lines=["x"])
        assert codes(deleted) in (["PERMISSION_DENIED"], ["NOT_FOUND"])
        assert api.ask(HANDOVER, bearer, event=call.id)["code"] is None
    assert not CartChange.objects.of(shop.installation).exists()


def test_the_cart_goes_to_the_shop_by_a_code(
    api: Api, shop: Shop, call: Call, product: ProductDetail
) -> None:
    ChannelSettings.objects.of(shop.installation).filter(channel=CHANNEL).update(
        customer_url="https://store.example.com/help"
    )
    bearer = call.bearer(call.customer)
    assert codes(api.ask(HANDOVER, bearer, event=call.id)) == ["NOT_FOUND"]
    added = add(api, call, bearer, product)
    given = api.ask(HANDOVER, bearer, event=call.id)
    assert given["errors"] == []
    assert f"ps_cart={given['code']}" in given["url"]
    (checkout_id,) = fake_shop(shop.installation).checkouts
    assert checkout_id not in str(added) + str(given)
