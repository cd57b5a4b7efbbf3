"""`personalShopperAvailableUpdate`."""

from __future__ import annotations

from tests.cast import Call, Shop, customer_bearer, desk_bearer
from tests.graphql.conftest import Api, codes

UPDATE = """mutation ($available: Boolean!) {
  personalShopperAvailableUpdate(available: $available) {
    personalShopper { available } errors { code } } }"""


def test_a_personal_shopper_switches_himself(api: Api, shop: Shop) -> None:
    bearer = desk_bearer(shop.shopper_member)
    for wanted in (False, False, True):
        answer = api.ask(UPDATE, bearer, available=wanted)
        assert answer == {"personalShopper": {"available": wanted}, "errors": []}
        shop.shopper.refresh_from_db()
        assert shop.shopper.is_available is wanted


def test_who_takes_no_calls_has_no_switch(
    api: Api, shop: Shop, call: Call, other_shop: Shop
) -> None:
    bearers = [
        "",
        customer_bearer(shop.installation),
        call.bearer(call.shopper),
        desk_bearer(shop.nobody),
        desk_bearer(shop.admin),
    ]
    for bearer in bearers:
        assert codes(api.ask(UPDATE, bearer, available=False)) == ["PERMISSION_DENIED"]
    api.ask(UPDATE, desk_bearer(other_shop.shopper_member), available=False)
    shop.shopper.refresh_from_db()
    assert shop.shopper.is_available
