from __future__ import annotations

import pytest

from saleor_personal_shopper.core.errors import DomainError
from saleor_personal_shopper.core.events.catalogue import check_channel, product_payload
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.saleor_data import SaleorUnavailable
from saleor_personal_shopper.saleor.fake_api import fake_shop

CHANNEL = "default-channel"


def test_a_product_is_given_whole_with_numbers_as_amounts(installation: Installation) -> None:
    product = fake_shop(installation).add_product("Juice", price="10.50", stock=3)

    payload = product_payload(installation, product.card.id, CHANNEL)

    assert payload is not None
    price = {"amount": 10.5, "currency": "USD"}
    assert payload["id"] == product.card.id
    assert payload["priceRange"] == {"start": price, "stop": price}
    assert payload["variants"] == [
        {
            "id": product.variants[0].id,
            "name": "Juice 1",
            "sku": product.variants[0].sku,
            "attributes": [{"name": "Size", "values": ["1"]}],
            "price": price,
            "undiscountedPrice": price,
            "quantityAvailable": 3,
            "quantityLimit": None,
            "imageUrl": None,
        }
    ]


def test_saleor_is_asked_once_a_minute_for_each_shop_and_channel(
    installation: Installation, other_installation: Installation
) -> None:
    product = fake_shop(installation).add_product()
    for _ in range(3):
        product_payload(installation, product.card.id, CHANNEL)

    assert fake_shop(installation).calls.count("product") == 1
    assert product_payload(other_installation, product.card.id, CHANNEL) is None
    product_payload(installation, product.card.id, "other-channel")
    assert fake_shop(installation).calls.count("product") == 2


def test_a_missing_product_is_none_and_an_outage_an_error(installation: Installation) -> None:
    assert product_payload(installation, "UHJvZHVjdDo5", CHANNEL) is None
    fake_shop(installation).is_down = True
    with pytest.raises(SaleorUnavailable):
        product_payload(installation, "UHJvZHVjdDo5", CHANNEL)


@pytest.mark.parametrize(
    ("slug", "code"), [("no-channel", "INVALID"), ("", "REQUIRED"), ("x" * 256, "INVALID")]
)
def test_only_channels_of_saleor_pass(installation: Installation, slug: str, code: str) -> None:
    assert check_channel(installation, f" {CHANNEL} ") == CHANNEL

    with pytest.raises(DomainError) as refusal:
        check_channel(installation, slug)
    assert (refusal.value.code, refusal.value.field) == (code, "channel")


def test_channels_are_read_once_a_minute(installation: Installation) -> None:
    for _ in range(3):
        check_channel(installation, CHANNEL)

    assert fake_shop(installation).calls == ["channels"]


def test_an_outage_keeps_nobody_from_calling(installation: Installation) -> None:
    fake_shop(installation).is_down = True

    assert check_channel(installation, "any") == "any"
