"""A visitor buys something, in a browser, from the list to the order's number."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from tests.saleor.contract.shop import Shop, demo_shop, free_port, wait_for

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    with demo_shop(tmp_path_factory.mktemp("store")) as shop:
        yield shop


@pytest.fixture(scope="module")
def storefront(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    port = free_port()
    store = shop.api_url.removesuffix("/graphql/")
    environment = {**os.environ, "DEMO_STORE_URL": store, "DEMO_APP_URL": "http://127.0.0.1:9"}
    application = "saleor_personal_shopper.demo.storefront.asgi:application"
    log = (tmp_path_factory.mktemp("storefront") / "log").open("wb")
    command = [sys.executable, "-m", "uvicorn", application, "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    wait_for(f"http://localhost:{port}/", process)
    yield f"http://localhost:{port}"
    process.terminate()
    process.wait(timeout=10)
    log.close()


@pytest.fixture(params=[(1280, 900), (390, 844)], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest) -> Iterator[Page]:
    width, height = request.param
    path = "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path if Path(path).exists() else None, args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(15_000)
        yield page
        browser.close()


def cart_cookie(page: Page, channel: str) -> str | None:
    found = [each for each in page.context.cookies() if each["name"] == f"checkoutId-{channel}"]
    assert all(each["sameSite"] == "Lax" and not each["httpOnly"] for each in found)
    return found[0]["value"] if found else None


def check_out(page: Page) -> str:
    page.locator(".cart-link").click()
    page.get_by_role("link", name="Go to checkout").click()
    page.get_by_role("button", name="Use example details").click()
    page.get_by_role("button", name="Continue to delivery").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Place order").click()
    return page.locator("#order-number").inner_text()


def test_a_visitor_buys_without_one_page_load(page: Page, storefront: str) -> None:
    # given
    page.goto(storefront)
    page.evaluate("window.isStillHere = true")

    # when
    page.get_by_role("link", name="Matin Cotton Shirt").click()
    page.get_by_role("radio", name="Ocean").check(force=True)
    page.get_by_role("radio", name="L", exact=True).check(force=True)
    element = page.locator("personal-shopper")
    expect(element).to_have_attribute("variant", re.compile("."))
    page.get_by_role("button", name="Add to cart").click()
    expect(page.locator("#cart-count")).to_have_text("1")
    assert cart_cookie(page, "default-channel")
    number = check_out(page)

    # then
    assert number.startswith("#")
    assert cart_cookie(page, "default-channel") is None
    assert page.evaluate("window.isStillHere") is True
    assert element.get_attribute("product") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]


def test_the_other_channel_has_its_own_prices_and_is_paid_at_once(
    page: Page, storefront: str, shop: Shop
) -> None:
    page.goto(storefront)
    page.locator("#channel").select_option("eu")
    page.get_by_role("link", name="Halo Pendant Light").click()
    expect(page.locator(".product-price")).to_contain_text("€185")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.locator("#cart-count")).to_have_text("1")
    number = check_out(page).removeprefix("#")
    query = "{ orders(first: 1) { edges { node { number isPaid channel { slug } } } } }"
    (edge,) = shop.data(query, shop.admin)["orders"]["edges"]
    assert edge["node"] == {"number": number, "isPaid": True, "channel": {"slug": "eu"}}


def test_what_is_refused_is_said_where_it_was_asked(page: Page, storefront: str) -> None:
    page.goto(f"{storefront}/products/aube-linen-blazer")
    page.get_by_role("radio", name="M", exact=True).check(force=True)
    expect(page.get_by_text("Only 2 left.")).to_be_visible()
    page.get_by_label("Quantity").fill("3")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("alert")).to_contain_text("Only 2 remaining")


def test_a_checkout_in_the_address_is_taken_over_and_leaves_the_address(
    page: Page, storefront: str, shop: Shop
) -> None:
    variant = shop.data(VARIANT)["productVariant"]["id"]
    created = shop.done(CREATE, variant=variant)["checkout"]["id"]
    page.goto(f"{storefront}/cart?checkout={created}")
    expect(page.locator("#cart-count")).to_have_text("1")
    assert page.url == f"{storefront}/cart"
    assert cart_cookie(page, "default-channel")


VARIANT = """{ productVariant(sku: "LUEUR-TABLE-LAMP-BRASS", channel: "default-channel") { id } }"""
CREATE = """mutation ($variant: ID!) {
  checkoutCreate(input: {
    channel: "default-channel", lines: [{ variantId: $variant, quantity: 1 }]
  }) { checkout { id } errors { code } }
}"""
