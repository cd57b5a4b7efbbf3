"""The call in shops of other origins, under strict policies: navigation, the cart's events, and who
the shop's signed-in customer is."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from playwright.sync_api import Error, expect

from .cast import Cast
from .people import Customer
from .shops import Shops, expect_the_two, go, heard, wait_until, wait_until_back

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("within_the_policy")]
CUSTOMER = "emma@example.com"


@pytest.fixture
def emma(cast: Cast, shops: Shops) -> Customer:
    customer = cast.customer()
    customer.shop = shops.plain
    return customer


def test_the_reports_of_a_violation_arrive(emma: Customer, shops: Shops) -> None:
    emma.visit()
    with pytest.raises(Error, match="TrustedHTML"):
        emma.page.evaluate("document.body.innerHTML = 'x'")
    wait_until(emma.page, lambda: shops.violations)
    kinds = {report["effective-directive"] for report in shops.violations}
    assert kinds == {"require-trusted-types-for"}
    shops.violations.clear()


def test_a_call_goes_on_while_a_routed_shop_changes_its_pages(cast: Cast, shops: Shops) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.shop = shops.routed
    emma.visit()
    cast.connect(camille, emma)
    frame = emma.call_frame()

    # when the content changes, and the element with it
    for product in shops.products[:2]:
        go(emma, product["name"])
        expect(emma.page.get_by_role("heading", name=product["name"])).to_be_visible()
    emma.page.go_back()

    # then the very same frame still plays
    assert emma.call_frame() is frame
    emma.call.wait_until_picture_moves()
    expect_the_two(camille)


def test_the_shop_follows_the_cart_and_the_order(cast: Cast, emma: Customer, shops: Shops) -> None:
    # given
    camille = cast.at_the_desk()
    emma.visit()
    cast.connect(camille, emma)

    # when something is added, the page loaded anew, and more is added
    camille.call.show("Nuit Scented Candle")
    card = emma.call.root.get_by_role("region", name="Details of Nuit Scented Candle")
    card.get_by_role("button", name="Add to cart").click()
    emma.expect_in_cart(1)
    (new,) = heard(emma.page, "checkout")
    assert new == {"checkoutId": emma.checkout_id, "channel": cast.demo.facts["channel"]}
    go(emma, shops.products[0]["name"])
    wait_until_back(emma, time.monotonic(), "with a cart")
    card = emma.call.root.get_by_role("region", name="Details of Nuit Scented Candle")
    card.get_by_role("button", name="Add to cart").click()

    # then this page, too, is told
    emma.expect_in_cart(2)
    assert heard(emma.page, "checkout")[-1] == new
    assert [each["event"] for each in heard(emma.page, "joined")]

    # and of the order, wherever it is placed
    buyer = cast.customer()
    buyer.visit(f"/cart?checkout={quote(emma.checkout_id)}")
    number = buyer.place_order()
    expect(emma.page.locator("#heard")).to_contain_text(f'order {{"number":"{number}"}}')


def test_the_call_works_on_the_cart_that_the_customer_has(
    cast: Cast, emma: Customer, shops: Shops
) -> None:
    # given a cart of the shop's own
    camille, product = cast.at_the_desk(), shops.products[0]
    checkout = cast.office.fill_checkout(product["variants"][0]["id"])
    name = f"checkoutId-{cast.demo.facts['channel']}"
    emma.context.add_cookies([{"name": name, "value": quote(checkout, safe=""), "url": emma.shop}])
    emma.visit()

    # when
    cast.connect(camille, emma)

    # then both see it, and what is added goes there
    expect(camille.call.open("Cart")).to_contain_text(product["name"])
    camille.call.close("Cart")
    camille.call.show("Nuit Scented Candle")
    card = emma.call.root.get_by_role("region", name="Details of Nuit Scented Candle")
    card.get_by_role("button", name="Add to cart").click()
    emma.expect_in_cart(2)
    assert emma.checkout_id == checkout
    assert len(cast.office.lines(checkout)) == 2


def test_a_signed_in_customer_finds_the_call_among_his_own(cast: Cast, emma: Customer) -> None:
    # given
    camille = cast.at_the_desk()
    tokens = cast.office.sign_in(CUSTOMER, "emma")
    before = cast.office.own_events(tokens["token"])
    emma.visit()
    emma.page.evaluate("token => sessionStorage.setItem('customer', token)", tokens["token"])

    # when she opens the widget, then the call page knows her
    emma.open_widget()
    root = emma.call.root
    expect(root.get_by_text(f"Signed in as {CUSTOMER}")).to_be_visible()
    expect(root.get_by_label("Your name")).to_have_value("Emma Collins")
    expect(root.get_by_label("Email")).to_have_value(CUSTOMER)

    # and when she asks for a call, it is hers, and nobody else's
    emma.call.agree()
    emma.call.button("Ask for a call").click()
    camille.join("Emma Collins").expect_call()
    assert cast.office.own_events(tokens["token"]) == ["Emma Collins", *before]
    assert cast.office.own_events(cast.office.sign_in("lucas@example.com", "lucas")["token"]) == []

    # and no page of ours keeps her token
    for frame in emma.page.frames[1:]:
        stored = frame.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}])")
        assert tokens["token"] not in stored


def test_the_demo_shops_account_lists_the_customers_calls(cast: Cast) -> None:
    # given
    camille, emma = cast.at_the_desk(), cast.customer()
    emma.visit("/account")
    emma.page.get_by_label("Email").fill(CUSTOMER)
    emma.page.get_by_label("Password").fill("emma")
    emma.page.get_by_role("button", name="Sign in").click()
    emma.page.get_by_role("link", name="Emma").wait_for()

    # when she asks for a call, knowing that she is known
    emma.open_widget()
    expect(emma.call.text(f"Signed in as {CUSTOMER}")).to_be_visible()
    emma.call.agree()
    emma.call.button("Ask for a call").click()
    camille.join("Emma Collins").expect_call()

    # then it stands in her account
    emma.page.get_by_role("link", name="Emma").click()
    calls = emma.page.locator(".calls li")
    expect(calls.first).to_contain_text("Camille Laurent")
    expect(calls.first).to_contain_text("Going on")


def test_a_sign_in_that_counts_no_more_is_no_dead_end(cast: Cast, emma: Customer) -> None:
    # given a token that the shop would refuse, too
    camille = cast.at_the_desk()
    token = cast.office.sign_in(CUSTOMER, "emma")["token"]
    emma.visit()
    emma.page.evaluate(
        "token => sessionStorage.setItem('customer', token)", token[:-8] + "AAAAAAAA"
    )

    # when, then she is told, and asks as a visitor
    emma.open_widget()
    expect(emma.call.text("Your sign-in at the shop has ended")).to_be_visible()
    emma.call.ask("Emma Collins")
    expect(emma.call.text("this call is not in your account")).to_be_visible()
    camille.join("Emma Collins").expect_call()
    emma.call.expect_call()
