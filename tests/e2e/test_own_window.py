"""The call in a window of its own, where the shop's pages let nobody use the camera."""

from __future__ import annotations

import pytest

from . import closed
from .call_page import CallPage
from .cast import CUSTOMER, Cast
from .people import Customer, Staff
from .shops import Shops, heard, wait_until

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("within_the_policy")]
BACK = "Back to your call Call in progress"


@pytest.fixture
def emma(cast: Cast, shops: Shops) -> Customer:
    customer = cast.customer()
    customer.shop = shops.guarded
    customer.visit()
    return customer


def connect(camille: Staff, emma: Customer) -> None:
    """Emma asks for a call in the window that opens, and Camille takes it."""
    with emma.context.expect_page() as opened:
        emma.page.locator("personal-shopper").click()
    emma.call = CallPage(opened.value)
    emma.call.ask(CUSTOMER)
    camille.join(CUSTOMER).expect_call()
    emma.call.expect_call()


def add_to_cart(emma: Customer, product: str) -> None:
    card = emma.call.root.get_by_role("region", name=f"Details of {product}")
    card.get_by_role("button", name="Add to cart").click()


def test_it_outlives_the_shops_page_and_finds_the_next_one(
    cast: Cast, emma: Customer, shops: Shops
) -> None:
    # given a call and a cart
    camille = cast.at_the_desk()
    connect(camille, emma)
    camille.call.show("Nuit Scented Candle")
    add_to_cart(emma, "Nuit Scented Candle")
    emma.expect_in_cart(1)

    # when the shop's page is loaded anew
    emma.page.get_by_role("link", name=shops.products[0]["name"]).click()
    emma.page.wait_for_url("**/products/*")

    # then the call goes on, and the new page knows of it and of its cart
    emma.call.wait_until_picture_moves()
    wait_until(emma.page, lambda: BACK in closed.names(emma.page, "button"))
    wait_until(emma.page, lambda: heard(emma.page, "checkout"))
    add_to_cart(emma, "Nuit Scented Candle")
    emma.expect_in_cart(2)

    # and the button brings the window forward, and loads nothing in it
    emma.page.locator("personal-shopper").click()
    emma.call.wait_until_picture_moves()

    # and the end of the call is told, too
    camille.call.end("End for everybody")
    wait_until(emma.page, lambda: heard(emma.page, "ended"))


def test_the_checkout_opens_in_the_shops_page(cast: Cast, emma: Customer, shops: Shops) -> None:
    # given
    camille = cast.at_the_desk()
    connect(camille, emma)
    camille.call.show("Nuit Scented Candle")
    add_to_cart(emma, "Nuit Scented Candle")

    # when, with a merchant whose cart is in this shop
    with cast.channel(cart_url_template=f"{shops.guarded}/cart"):
        emma.call.open("Cart").get_by_role("button", name="Go to checkout").click()

        # then the page that the call was opened from goes there, and the call goes on
        emma.page.wait_for_url(f"{shops.guarded}/cart")
    emma.expect_in_cart(1)
    emma.call.wait_until_picture_moves()


def test_once_the_shops_page_is_gone_the_checkout_has_a_tab_of_its_own(
    cast: Cast, emma: Customer
) -> None:
    # given
    camille = cast.at_the_desk()
    connect(camille, emma)
    camille.call.show("Nuit Scented Candle")
    add_to_cart(emma, "Nuit Scented Candle")
    emma.page.goto("about:blank")
    emma.call.root.wait_for_timeout(6_000)

    # when
    with emma.context.expect_page() as opened:
        emma.call.open("Cart").get_by_role("button", name="Go to checkout").click()

    # then
    emma.page, emma.shop = opened.value, cast.demo.facts["storefrontUrl"]
    emma.expect_in_cart(1)
    assert "ps_cart" not in emma.page.url
    emma.call.wait_until_picture_moves()


def test_where_the_browser_stops_the_window_a_plain_link_opens_it(
    cast: Cast, emma: Customer
) -> None:
    # given
    camille = cast.at_the_desk()
    emma.context.add_init_script("window.open = () => null")
    emma.visit()

    # when
    emma.page.locator("personal-shopper").click()
    wait_until(emma.page, lambda: "Open the call" in closed.names(emma.page, "link"))
    with emma.context.expect_page() as opened:
        closed.click(emma.page, "link", "Open the call")

    # then the call takes place there, and the shop's page is told of it
    emma.call = CallPage(opened.value)
    emma.call.ask(CUSTOMER)
    camille.join(CUSTOMER).expect_call()
    emma.call.wait_until_picture_moves()
    assert heard(emma.page, "joined")
    assert "Open the call" not in closed.names(emma.page, "link")
    camille.call.show("Nuit Scented Candle")
    add_to_cart(emma, "Nuit Scented Candle")
    emma.expect_in_cart(1)
