"""A shop that takes three seconds for each change of the cart, as a real Saleor may.

Whoever presses a button sees at once that it works, then that it is done, or why it is not.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from .cast import Cast
from .people import Customer, Staff

pytestmark = pytest.mark.e2e

BLAZER = "Aube Linen Blazer"
AT_ONCE_MS = 1_500
SLOW = """(() => {
  const ask = window.fetch;
  window.fetch = async (address, request) => {
    if (/mutation (Lines|Proposal)/.test(String(request?.body ?? ''))) {
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      if (window.isCutOff) throw new TypeError('Failed to fetch');
    }
    return ask(address, request);
  };
})()"""


def in_a_slow_shop(cast: Cast) -> tuple[Staff, Customer]:
    """Camille shows Emma a blazer."""
    cast.scripts.append(SLOW)
    camille, emma = cast.meet()
    camille.call.show(BLAZER, "Ocean", "M")
    return camille, emma


def expect_at_once(button: Locator, words: str) -> None:
    """The button works and says so, in its place."""
    expect(button).to_have_attribute("aria-busy", "true", timeout=AT_ONCE_MS)
    expect(button.get_by_text(words)).to_be_visible(timeout=AT_ONCE_MS)


@pytest.mark.feature("CL-20")
def test_a_customer_sees_that_the_cart_is_worked_at(cast: Cast) -> None:
    # given
    _camille, emma = in_a_slow_shop(cast)
    card = emma.call.root.get_by_role("region", name=f"Details of {BLAZER}")
    add = card.locator("button.primary")
    before, room = add.bounding_box(), card.bounding_box()

    # when she adds it, then that is told at once, nothing moves, and it ends in a number
    add.click()
    expect_at_once(add, "Adding…")
    assert add.bounding_box() == before
    expect(add.get_by_text("Added", exact=True)).to_be_visible()
    expect(card.get_by_text("1 in the cart")).to_be_visible()
    assert card.bounding_box() == room

    # when she wants three, she reads three at once, and the shop follows
    cart = emma.call.open("Cart")
    quantity = cart.get_by_role("group", name=f"Quantity of {BLAZER}")
    for _ in range(2):
        quantity.get_by_role("button", name="One more").click()
    expect(quantity.locator("output")).to_have_text("3", timeout=AT_ONCE_MS)
    expect(quantity).to_have_attribute("aria-busy", "true", timeout=AT_ONCE_MS)
    expect(quantity).to_have_attribute("aria-busy", "false")
    expect(quantity.locator("output")).to_have_text("3")

    # when it goes
    remove = cart.get_by_role("button", name=f"Remove {BLAZER}")
    remove.click()
    expect(remove).to_have_attribute("aria-busy", "true", timeout=AT_ONCE_MS)
    expect(cart.get_by_text("The cart is empty")).to_be_visible()


@pytest.mark.feature("CL-22")
def test_a_suggestion_is_worked_at_on_both_sides(cast: Cast) -> None:
    # given
    camille, emma = in_a_slow_shop(cast)
    products = camille.call.find(BLAZER)
    suggest = products.locator("ps-product-buy button.primary")

    # when, then
    suggest.click()
    expect_at_once(suggest, "Suggesting…")
    expect(suggest.get_by_text("Suggested", exact=True)).to_be_visible()
    suggestion = emma.call.root.get_by_role("region", name="Camille Laurent suggests")
    accept = suggestion.locator("button.primary")
    accept.click()
    expect_at_once(accept, "Adding…")
    expect(suggestion).to_have_count(0)
    expect(emma.call.tool("Cart")).to_have_accessible_name("Cart, 1 item")


def test_what_was_not_added_says_why_where_one_looks(cast: Cast) -> None:
    # given a network that goes while the shop thinks
    _camille, emma = in_a_slow_shop(cast)
    card = emma.call.root.get_by_role("region", name=f"Details of {BLAZER}")
    add = card.locator("button.primary")
    emma.page.evaluate("window.isCutOff = true")

    # when
    add.click()

    # then it stays until she tries again
    fault = card.get_by_role("alert")
    expect(fault).to_have_text("No connection. Check it and try again.")
    emma.page.wait_for_timeout(6_000)
    expect(fault).to_be_visible()
    emma.page.evaluate("window.isCutOff = false")
    add.click()
    expect(fault).to_have_count(0)
    expect(card.get_by_text("1 in the cart")).to_be_visible()
