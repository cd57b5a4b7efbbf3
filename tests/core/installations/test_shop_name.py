"""How a shop is called in pages and mail."""

from __future__ import annotations

import pytest

from saleor_personal_shopper.core.installations.models import Installation, ShopSettings
from saleor_personal_shopper.core.installations.selectors import shop_settings
from saleor_personal_shopper.core.installations.shop_name import shop_name, shop_name_at_hand
from saleor_personal_shopper.saleor.fake_api import fake_shop

pytestmark = pytest.mark.django_db


@pytest.mark.feature("NT-11")
def test_the_shop_is_called_as_set_as_in_saleor_or_by_its_host(
    installation: Installation,
) -> None:
    fake_shop(installation).is_down = True
    assert shop_name(installation) == "shop.example.com"
    fake_shop(installation).is_down = False
    assert shop_name(installation) == fake_shop(installation).name
    ShopSettings.objects.create(installation=installation, store_name="Maison Lumen")
    assert shop_name(installation) == "Maison Lumen"


def test_pages_do_not_wait_for_saleor_but_know_the_name_once_it_was_asked(
    installation: Installation,
) -> None:
    # given a shop that nobody named, and a Saleor that nobody asked yet
    assert shop_name_at_hand(shop_settings(installation)) == ""

    # when it was asked once
    name = shop_name(installation)
    fake_shop(installation).is_down = True

    # then pages have it, whatever Saleor does
    assert shop_name_at_hand(shop_settings(installation)) == name
