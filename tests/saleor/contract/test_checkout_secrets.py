"""Who may read and write what on a checkout."""

from __future__ import annotations

from tests.saleor.contract.app import InstalledApp
from tests.saleor.contract.goods import (
    ADDRESSES,
    SET_PRIVATE,
    Goods,
    new_checkout,
    read,
)
from tests.saleor.contract.shop import ADDRESS, Shop

SET_PUBLIC = """mutation ($id: ID!, $input: [MetadataInput!]!) {
  updateMetadata(id: $id, input: $input) { errors { code } }
}"""
READ_PRIVATE = "query ($id: ID!) { checkout(id: $id) { privateMetadata { key value } } }"
HINT = [{"key": "contract", "value": "kept"}]


def test_whoever_knows_the_id_reads_email_and_address(shop: Shop, goods: Goods) -> None:
    checkout = new_checkout(shop, goods.plenty)
    shop.data(ADDRESSES, id=checkout, address=ADDRESS)
    state = read(shop, checkout)
    assert state["email"] == "buyer@example.com"
    assert state["shippingAddress"] == {
        "streetAddress1": ADDRESS["streetAddress1"],
        "phone": ADDRESS["phone"],
    }


def test_public_metadata_is_anybodys(shop: Shop, goods: Goods) -> None:
    checkout = new_checkout(shop, goods.plenty)
    assert shop.change(SET_PUBLIC, id=checkout, input=HINT)["errors"] == []


def test_private_metadata_is_closed_to_visitors(shop: Shop, goods: Goods) -> None:
    checkout = new_checkout(shop, goods.plenty)
    for query, variables in ((SET_PRIVATE, {"input": HINT}), (READ_PRIVATE, {})):
        (error,) = shop.body(query, id=checkout, **variables)["errors"]
        assert error["extensions"]["exception"]["code"] == "PermissionDenied"


def test_an_app_with_manage_checkouts_writes_and_reads_private_metadata(
    shop: Shop, goods: Goods, app: InstalledApp
) -> None:
    checkout = new_checkout(shop, goods.plenty)
    shop.done(SET_PRIVATE, app.token, id=checkout, input=HINT)
    assert shop.data(READ_PRIVATE, app.token, id=checkout)["checkout"]["privateMetadata"] == HINT


def test_an_empty_metadata_key_is_refused(shop: Shop, goods: Goods) -> None:
    checkout = new_checkout(shop, goods.plenty)
    (error,) = shop.change(SET_PUBLIC, id=checkout, input=[{"key": " ", "value": "x"}])["errors"]
    assert error["code"] == "REQUIRED"
