"""A call that sells: two people in two browsers, from the widget's button to the credited order."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .cast import Cast

pytestmark = pytest.mark.e2e

BLAZER = "Aube Linen Blazer"
CANDLE = "Nuit Scented Candle"


@pytest.mark.feature("SF-10", "LB-04", "DC-15", "DC-16")
def test_a_customer_asks_and_both_see_and_hear_each_other(cast: Cast) -> None:
    # given a personal shopper who came from the Dashboard and is available
    camille, emma = cast.staff(), cast.customer()
    camille.open_desk()
    camille.be_available()
    emma.visit("/products/brume-wool-coat")

    # when the customer presses the widget's button, agrees and asks
    emma.open_widget().ask("Emma Collins", "emma@example.com")

    # then she sees her place, and the desk her name and product without a reload
    expect(emma.call.heading("You are in line")).to_be_visible()
    expect(emma.call.text("You are next")).to_be_visible()
    expect(camille.row("Emma Collins")).to_contain_text("Brume Wool Coat")
    expect(camille.desk).to_have_title(re.compile(r"^\(1\)"))

    # and when she is joined, pictures and sound flow both ways
    camille.join("Emma Collins").expect_call()
    emma.call.expect_call()
    for call in (emma.call, camille.call):
        call.wait_until_picture_moves()
        call.wait_until_sound_arrives()


@pytest.mark.feature("CL-15", "CL-16", "CL-18", "CL-19", "CL-20", "CL-22")
def test_what_is_shown_in_the_call_is_bought_and_credited(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit()
    cast.connect(camille, emma)

    # when Camille shows a product and suggests a variant of it
    products = camille.call.find(BLAZER)
    camille.call.choose(products, "Ocean", "L")
    products.get_by_role("button", name="Show to everybody").click()
    card = emma.call.root.get_by_role("region", name=f"Details of {BLAZER}")
    expect(card.get_by_role("radio", name="Ocean")).to_be_checked()
    products.get_by_role("button", name="Suggest for the cart").click()

    # then nothing is in the cart until Emma accepts
    suggestion = emma.call.root.get_by_role("region", name="Camille Laurent suggests")
    expect(suggestion).to_contain_text("$189.00")
    assert emma.checkout_id == ""
    suggestion.get_by_role("button", name="Add to cart").click()
    emma.expect_in_cart(1)
    assert cast.office.lines(emma.checkout_id) == {f"{BLAZER}, Ocean / L": 1}

    # and when she adds another one herself, both the shop and the call show it
    emma.call.choose(card, "Midnight", "S")
    card.get_by_role("button", name="Add to cart").click()
    emma.expect_in_cart(2)
    expect(camille.call.tool("Cart")).to_have_accessible_name("Cart, 2 items")
    first_cart = emma.checkout_id

    # when she goes to the checkout and orders while the call goes on
    emma.call.open("Cart").get_by_role("button", name="Go to checkout").click()
    emma.page.wait_for_url("**/cart")
    number = emma.place_order()

    # then both sides read the number, and the call lives
    expect(camille.call.toast(f"Order {number} is placed")).to_be_visible()
    emma.back_in_the_call().wait_until_picture_moves()
    expect(emma.call.open("Cart").get_by_text(f"Order {number} is placed")).to_be_visible()

    # and what she adds next is in a new cart
    emma.call.close("Cart")
    card = emma.call.root.get_by_role("region", name=f"Details of {BLAZER}")
    card.get_by_role("button", name="Add to cart").click()
    emma.expect_in_cart(1)
    assert emma.checkout_id not in ("", first_cart)

    # and when Camille ends the call, Emma answers the survey
    camille.call.end("End for everybody")
    emma.answer_survey(9, "Lovely")
    assert cast.office.story("Emma Collins")["survey"] == {"score": 9, "comment": "Lovely"}

    # and both lines of the order are credited to the call
    credits = cast.office.credits("Emma Collins", "PENDING")
    assert [credit["kind"] for credit in credits] == ["ASSISTED", "ASSISTED"]
    assert {credit["orderNumber"] for credit in credits} == {number}
    assert sum(credit["amount"]["amount"] for credit in credits) == 378

    # and the order's page in the Dashboard shows it, and that the order is paid once it is
    admin = cast.staff("admin")
    admin.log_in()
    widget = admin.open_order(number)
    expect(widget.get_by_text("$378.00")).to_be_visible()
    expect(widget.get_by_text("Camille Laurent")).to_be_visible()
    expect(widget.get_by_text("Not yet paid")).to_be_visible()
    admin.dashboard.get_by_role("button", name="Mark as paid").click()
    cast.office.credits("Emma Collins", "CONFIRMED")
    admin.dashboard.reload()
    expect(widget.get_by_text("Paid", exact=True)).to_be_visible()
