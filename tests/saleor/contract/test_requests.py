"""What Saleor's GraphQL takes and refuses as a whole."""

from __future__ import annotations

import pytest

from tests.saleor.contract.app import InstalledApp
from tests.saleor.contract.goods import Goods
from tests.saleor.contract.shop import CHANNEL, Shop


@pytest.mark.parametrize(
    "query",
    [
        "{ shop { nonsense } }",
        "{ shop { name }",
        "{ checkout(id: null) { id } }",
        '{ product(slug: """a""") { id } }',
    ],
    ids=["unknown field", "syntax", "null literal", "block string"],
)
def test_a_query_that_cannot_be_run_is_a_bad_request(shop: Shop, query: str) -> None:
    response = shop.post(query, {}, None)
    assert response.status_code == 400
    assert response.json()["errors"]


def test_a_connection_wants_to_know_how_many(shop: Shop) -> None:
    answer = shop.body('{ products(channel: "default-channel") { edges { node { id } } } }')
    assert "first" in answer["errors"][0]["message"]


def test_no_page_is_longer_than_a_hundred(shop: Shop) -> None:
    answer = shop.body(
        '{ products(first: 101, channel: "default-channel") { edges { node { id } } } }'
    )
    assert "limit of 100" in answer["errors"][0]["message"]


def test_pages_follow_each_other(shop: Shop) -> None:
    query = """query ($channel: String!, $after: String) {
      products(first: 2, after: $after, channel: $channel) {
        pageInfo { endCursor hasNextPage } edges { node { id } }
      }
    }"""
    first = shop.data(query, channel=CHANNEL)["products"]
    second = shop.data(query, channel=CHANNEL, after=first["pageInfo"]["endCursor"])["products"]
    ids = [edge["node"]["id"] for page in (first, second) for edge in page["edges"]]
    assert len(set(ids)) == 4
    assert first["pageInfo"]["hasNextPage"] is True


def test_a_visitor_must_name_the_channel(shop: Shop) -> None:
    answer = shop.body("{ products(first: 1) { edges { node { id } } } }")
    assert "channel" in answer["errors"][0]["message"]


def test_channels_are_for_staff_and_apps(shop: Shop, app: InstalledApp) -> None:
    query = "{ channels { slug isActive currencyCode defaultCountry { code } } }"
    (error,) = shop.body(query)["errors"]
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    channels = {each["slug"]: each for each in shop.data(query, app.token)["channels"]}
    assert channels[CHANNEL]["currencyCode"] == "USD"
    assert channels[CHANNEL]["defaultCountry"]["code"] == "US"


def test_the_version_is_for_staff_and_apps(shop: Shop, app: InstalledApp) -> None:
    query = "{ shop { version } }"
    (error,) = shop.body(query)["errors"]
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
    assert shop.data(query, app.token)["shop"]["version"].startswith("3.")


def test_a_product_is_read_with_its_variants(shop: Shop, goods: Goods) -> None:
    query = """query ($id: ID!, $channel: String!) { product(id: $id, channel: $channel) {
      name slug thumbnail(size: 256, format: WEBP) { url }
      productVariants(first: 50) { edges { node {
        id quantityAvailable(countryCode: US) pricing { price { gross { amount currency } } }
        attributes(variantSelection: VARIANT_SELECTION) { attribute { name } values { name } }
      } } }
    } }"""
    product = shop.data(query, id=goods.product, channel=CHANNEL)["product"]
    variants = {edge["node"]["id"]: edge["node"] for edge in product["productVariants"]["edges"]}
    assert variants[goods.plenty]["pricing"]["price"]["gross"]["currency"] == "USD"
    assert 0 < variants[goods.plenty]["quantityAvailable"] <= 50


def test_a_product_is_null_in_a_channel_that_is_not_there(shop: Shop, goods: Goods) -> None:
    query = 'query ($id: ID!) { product(id: $id, channel: "nowhere") { id } }'
    assert shop.data(query, id=goods.product)["product"] is None


def test_an_email_can_be_looked_up_by_no_visitor(shop: Shop) -> None:
    query = "{ staffUsers(first: 1) { edges { node { id } } } }"
    (error,) = shop.body(query)["errors"]
    assert error["extensions"]["exception"]["code"] == "PermissionDenied"
