"""The widget in the shop: it outlives navigation, finds its own window, and fits a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from .call_page import CallPage
from .cast import Cast
from .people import PHONE

pytestmark = pytest.mark.e2e


def forbid_camera(page: Page) -> None:
    """Let the shop's pages carry a policy that keeps camera and microphone to itself."""

    def answer(route: Route) -> None:
        response = route.fetch()
        policy = {"Permissions-Policy": "camera=(self), microphone=(self)"}
        route.fulfill(response=response, headers={**response.headers, **policy})

    page.route(lambda url: "/static/" not in url and "localhost" in url, answer)


@pytest.mark.feature("SF-16")
def test_a_call_goes_on_while_the_customer_walks_through_the_shop(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    cast.connect(camille, emma)
    frame = emma.call_frame()

    # when
    emma.page.get_by_role("link", name="The linen edit").first.click()
    emma.page.get_by_role("link", name="Rive Wide Trousers").click()
    expect(emma.page.get_by_role("heading", name="Rive Wide Trousers")).to_be_visible()

    # then the very same frame still plays
    assert emma.call_frame() is frame
    emma.call.wait_until_picture_moves()


def test_the_frame_shrinks_and_comes_back(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    cast.connect(camille, emma)
    large = emma.frame_width()

    # when
    emma.call.button("Make small").click()

    # then
    expect(emma.call.root.get_by_role("toolbar", name="Call tools")).to_have_count(0)
    assert emma.frame_width() < large
    emma.call.wait_until_picture_moves()
    emma.call.button("Back to the call").first.click()
    emma.call.expect_call()


def test_where_the_shop_forbids_the_camera_the_call_has_its_own_window(cast: Cast) -> None:
    # given a shop whose policy lends the camera to nobody
    camille, emma = cast.at_the_desk(), cast.customer()
    forbid_camera(emma.page)
    emma.visit()

    # when
    with emma.context.expect_page() as opened:
        emma.page.locator("personal-shopper").click()
    emma.call = CallPage(opened.value)
    emma.call.ask("Emma Collins")
    camille.join("Emma Collins").expect_call()

    # then both see each other, and what is bought is in the shop's cart
    for call in (emma.call, camille.call):
        call.expect_call()
        call.wait_until_picture_moves()
    camille.call.show("Nuit Scented Candle")
    card = emma.call.root.get_by_role("region", name="Details of Nuit Scented Candle")
    card.get_by_role("button", name="Add to cart").click()
    emma.expect_in_cart(1)


@pytest.mark.feature("CL-19", "CL-20")
def test_a_customer_on_a_phone_buys(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer(viewport=PHONE, has_touch=True)
    emma.visit("/products/nuit-candle")

    # when
    cast.connect(camille, emma)
    emma.call.wait_until_picture_moves()
    camille.call.show("Nuit Scented Candle")

    # then the call fills the screen, nothing is cut off, and buying works
    assert emma.frame_width() == PHONE["width"]
    assert emma.call.root.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    card = emma.call.root.get_by_role("region", name="Details of Nuit Scented Candle")
    card.get_by_role("button", name="Add to cart").click()
    expect(camille.call.tool("Cart")).to_have_accessible_name("Cart, 1 item")


@pytest.mark.feature("CL-21")
def test_what_cannot_be_had_is_refused_in_words(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    cast.connect(camille, emma)

    # when a variant is sold out, then it cannot be added
    camille.call.show("Solène Wrap Dress")
    card = emma.call.root.get_by_role("region", name="Details of Solène Wrap Dress")
    emma.call.choose(card, "Clay", "S")
    expect(card.get_by_role("button", name="Sold out")).to_be_disabled()

    # and when more is wanted than there is, the shop's refusal is read by who wanted it
    camille.call.show("Aube Linen Blazer", "Sand", "M")
    card = emma.call.root.get_by_role("region", name="Details of Aube Linen Blazer")
    card.get_by_role("button", name="One more").click()
    card.get_by_role("button", name="Add to cart").click()
    emma.expect_in_cart(2)
    cart = emma.call.open("Cart")
    cart.get_by_role("button", name="One more").click()
    expect(cart.get_by_role("alert")).to_contain_text("Only 2 are left")
    assert cast.office.lines(emma.checkout_id) == {"Aube Linen Blazer, Sand / M": 2}
