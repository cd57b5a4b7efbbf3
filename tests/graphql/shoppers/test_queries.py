"""`personalShoppers` and `personalShopper`."""

from __future__ import annotations

from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from tests import factories
from tests.cast import Call, Shop, customer_bearer, desk_bearer
from tests.graphql.conftest import Api

LIST = """query ($first: Int!, $after: String, $search: String) {
  personalShoppers(first: $first, after: $after, search: $search) {
    edges { cursor node { id name email phone available } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount } }"""
ONE = "query ($id: ID!) { personalShopper(id: $id) { name email available } }"


def test_pages_follow_each_other_without_gap_or_repeat(api: Api, shop: Shop) -> None:
    for name in ("Ana", "Ben", "Ben", "Zoe"):
        factories.personal_shopper(shop.installation, name=name)
    bearer = desk_bearer(shop.shopper_member)
    seen: list[str] = []
    after = None
    while True:
        page = api.ask(LIST, bearer, first=2, after=after)
        seen += [edge["node"]["name"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert seen == ["Ana", "Ben", "Ben", shop.shopper.name, "Zoe"]
    assert page["totalCount"] == 5
    assert page["pageInfo"]["hasPreviousPage"]


def test_search_finds_by_name(api: Api, shop: Shop) -> None:
    factories.personal_shopper(shop.installation, name="Ana Lopez")
    found = api.ask(LIST, desk_bearer(shop.admin), first=10, search="lopez")
    assert [edge["node"]["name"] for edge in found["edges"]] == ["Ana Lopez"]


def test_another_shops_people_do_not_appear(api: Api, shop: Shop, other_shop: Shop) -> None:
    found = api.ask(LIST, desk_bearer(other_shop.admin), first=10)
    assert [edge["node"]["email"] for edge in found["edges"]] == [other_shop.shopper.email]
    mine = to_global_id(GlobalType.PERSONAL_SHOPPER, shop.shopper.pk)
    assert api.ask(ONE, desk_bearer(other_shop.admin), id=mine) is None
    assert api.ask(ONE, desk_bearer(shop.admin), id=mine)["email"] == shop.shopper.email


def test_outsiders_read_nobody(api: Api, shop: Shop, call: Call) -> None:
    mine = to_global_id(GlobalType.PERSONAL_SHOPPER, shop.shopper.pk)
    bearers = [
        "",
        customer_bearer(shop.installation),
        call.bearer(call.shopper),
        desk_bearer(shop.nobody),
    ]
    for bearer in bearers:
        assert api.refusal(LIST, bearer, first=10) == "PERMISSION_DENIED"
        assert api.ask(ONE, bearer, id=mine) is None


def test_page_sizes_and_cursors_have_limits(api: Api, shop: Shop) -> None:
    bearer = desk_bearer(shop.admin)
    for first in (0, -1, 101, 10**9):
        assert "errors" in api.answer(LIST, bearer, first=first)
    for cursor in ("nonsense", "WzEsMl0=", "WyJhIiwgImIiXQ=="):
        assert api.refusal(LIST, bearer, first=1, after=cursor) == "INVALID"
