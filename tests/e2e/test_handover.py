"""The cart of a call on its way to the shop, for customers who came by a link alone."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Request, expect

from .cast import Cast
from .people import Customer, Staff

pytestmark = pytest.mark.e2e
CANDLE = "Nuit Scented Candle"


def fill_cart(camille: Staff, emma: Customer) -> None:
    camille.call.show(CANDLE)
    card = emma.call.root.get_by_role("region", name=f"Details of {CANDLE}")
    card.get_by_role("button", name="Add to cart").click()
    expect(camille.call.tool("Cart")).to_have_accessible_name("Cart, 1 item")


def go_to_checkout(emma: Customer) -> None:
    """Press the button; the shop opens in a tab of its own, which the customer looks at then."""
    with emma.context.expect_page() as opened:
        emma.call.open("Cart").get_by_role("button", name="Go to checkout").click()
    emma.page = opened.value


def test_who_never_was_in_the_shop_pays_there(cast: Cast) -> None:
    # given a customer who came by the link of an invitation
    camille, emma = cast.meet()
    fill_cart(camille, emma)

    # when she goes to the checkout, then the shop has her cart, and the address nothing of it
    go_to_checkout(emma)
    emma.expect_in_cart(1)
    expect(emma.page).to_have_url(f"{emma.shop}/cart")
    assert emma.checkout_id

    # and when she pays, both sides read the number, and the order is credited
    number = emma.place_order()
    for call in (camille.call, emma.call):
        expect(call.toast(f"Order {number} is placed")).to_be_visible()
    credits = cast.office.credits("Emma Collins", "PENDING")
    assert {credit["orderNumber"] for credit in credits} == {number}
    emma.call.wait_until_picture_moves()


def test_a_shop_without_the_widget_is_given_its_own_address(cast: Cast) -> None:
    # given a shop that knows nothing of us, and takes a checkout by its id
    camille, emma = cast.meet()
    template = f"{emma.shop}/cart?checkout={{checkoutId}}"
    emma.context.route("**/widget/v1/*", lambda route: route.abort())
    fill_cart(camille, emma)
    asked: list[Request] = []

    def note(request: Request) -> None:
        if request.is_navigation_request():
            asked.append(request)

    emma.context.on("request", note)

    # when
    with cast.channel(cart_url_template=template):
        go_to_checkout(emma)
        emma.expect_in_cart(1)

    # then she is led there by a redirect that is good once and tells nobody where she comes from
    first, second = asked[:2]
    assert "/cart/" in first.url
    assert second.redirected_from == first
    assert unquote(second.url) == template.replace("{checkoutId}", emma.checkout_id)
    assert "referer" not in second.all_headers()
    assert emma.page.request.get(first.url, max_redirects=0).status == 410
    assert emma.place_order()
