"""The call in shops of other origins, under strict policies: over client-side navigation, full page
loads, blocked cookies and a second tab; and who the shop's signed-in customer is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Error, Frame, Page, expect

from . import closed
from .call_page import FRAMES_DECODED, CallPage
from .cast import Cast
from .chromium import Launch
from .people import USUAL, Customer, Staff, prepared
from .shops import BACK_SECONDS, Shops, heard, wait_until

pytestmark = pytest.mark.e2e
CUSTOMER = "emma@example.com"


@pytest.fixture(autouse=True)
def within_the_policy(shops: Shops) -> Iterator[None]:
    """Nothing of a test may be against the shops' Content-Security-Policy."""
    shops.violations.clear()
    yield
    assert shops.violations == []


def kept(page: Page) -> dict[str, Any]:
    """What the shop's tab remembers of its call."""
    text = page.evaluate("sessionStorage.getItem('personal-shopper:call')")
    return dict(json.loads(text or "{}"))


def go(customer: Customer, link: str) -> None:
    customer.page.get_by_role("link", name=link, exact=True).click()


def wait_until_back(customer: Customer, started: float, how: str) -> None:
    """Until the other's picture is there in a new frame; prints how long that took."""
    frame = customer.call_frame()
    while not (frame.is_detached() is False and frame.evaluate(FRAMES_DECODED)):
        assert time.monotonic() - started < BACK_SECONDS, "the call did not come back in time"
        customer.page.wait_for_timeout(50)
        frame = customer.call_frame()
    print(f"back after a full page load {how}: {time.monotonic() - started:.1f} s")
    customer.call = CallPage(frame)


def expect_the_two(camille: Staff) -> None:
    """Nobody came twice, and nobody stayed behind."""
    people = camille.call.open("Participants").get_by_role("listitem")
    expect(people).to_have_count(2)
    camille.call.close("Participants")


def load_pages(shops: Shops, camille: Staff, emma: Customer, how: str) -> None:
    """Two full page loads in a row; the call comes back after each."""
    for product in shops.products[:2]:
        started = time.monotonic()
        go(emma, product["name"])
        emma.page.wait_for_url(f"**/products/{product['slug']}")
        wait_until_back(emma, started, how)
        camille.call.wait_until_picture_moves()
    expect_the_two(camille)


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


def test_a_call_comes_back_after_a_full_page_load_by_cookie(
    cast: Cast, emma: Customer, shops: Shops
) -> None:
    # given
    camille = cast.at_the_desk()
    emma.visit()
    cast.connect(camille, emma)
    expect_kept(emma.page, handle=False)

    # when, then
    load_pages(shops, camille, emma, "by cookie")

    # and the page holds nothing that leads anywhere
    assert kept(emma.page)["handle"] is None


def expect_kept(page: Page, *, handle: bool) -> None:
    """Until the way back is settled: by cookie, or by a handle of the page."""
    wait_until(page, lambda: kept(page))
    # The two requests that find it out are on their way.
    page.wait_for_timeout(1_000)
    assert bool(kept(page)["handle"]) is handle


def test_third_party_cookies_may_be_blocked(cast: Cast, launch: Launch, shops: Shops) -> None:
    # given a browser that gives third parties nothing but what belongs to this shop alone
    camille = cast.at_the_desk()
    browser = launch("--test-third-party-cookie-phaseout")
    emma = cast.customer(browser=browser)
    emma.shop = shops.plain
    emma.visit()
    cast.connect(camille, emma)

    # when, then
    load_pages(shops, camille, emma, "with third-party cookies blocked")
    assert kept(emma.page)["handle"] is None
    emma.context.close()
    browser.close()


@pytest.fixture
def strict(cast: Cast, launch: Launch, shops: Shops, tmp_path: Path) -> Customer:
    """A customer whose browser keeps nothing at all for the app: no cookie, no storage."""
    host = cast.demo.facts["appUrl"].removeprefix("http://").partition(":")[0]
    exceptions = {"cookies": {f"{host},*": {"setting": 2}}}
    preferences = {"profile": {"content_settings": {"exceptions": exceptions}}}
    profile = launch.with_preferences(tmp_path / "profile", preferences, **USUAL)
    customer = cast.in_profile(prepared(profile))
    customer.shop = shops.plain
    return customer


def storage_of(frame: Frame) -> str:
    return str(
        frame.evaluate(
            "() => { try { return String(sessionStorage) } catch (e) { return e.name } }"
        )
    )


def test_without_any_cookie_or_storage_it_comes_back_by_a_handle(
    cast: Cast, strict: Customer, shops: Shops
) -> None:
    # given
    camille = cast.at_the_desk()
    strict.visit()
    cast.connect(camille, strict)
    assert storage_of(strict.call_frame()) == "SecurityError"
    expect_kept(strict.page, handle=True)
    first = kept(strict.page)["handle"]

    # when, then
    load_pages(shops, camille, strict, "by handle")

    # and each use brought another one
    assert kept(strict.page)["handle"] not in {first, None}


def test_whoever_leaves_the_next_page_at_once_comes_back_too(
    cast: Cast, strict: Customer, shops: Shops
) -> None:
    # given
    camille = cast.at_the_desk()
    strict.visit()
    cast.connect(camille, strict)
    expect_kept(strict.page, handle=True)

    # when pages are left before the call is back in them
    for product, milliseconds in zip(shops.products, (50, 100, 150, 200), strict=False):
        go(strict, product["name"])
        strict.page.wait_for_url(f"**/products/{product['slug']}", wait_until="commit")
        strict.page.wait_for_timeout(milliseconds)

    # then
    wait_until_back(strict, time.monotonic(), "in a hurry")
    expect_the_two(camille)


@pytest.mark.parametrize("browser_keeps", ["cookies", "nothing"])
def test_a_second_tab_of_the_shop_does_not_take_the_call(
    cast: Cast, request: pytest.FixtureRequest, browser_keeps: str
) -> None:
    # given a call, and a tab that copied the session of the first
    emma = request.getfixturevalue("emma" if browser_keeps == "cookies" else "strict")
    camille = cast.at_the_desk()
    emma.visit()
    cast.connect(camille, emma)
    expect_kept(emma.page, handle=browser_keeps == "nothing")
    with emma.context.expect_page() as opened:
        emma.page.evaluate("void window.open(location.href)")
    second = opened.value

    # when the second has found out that the call is open elsewhere
    wait_until(second, lambda: kept(second)["elsewhere"])

    # then it keeps quiet, there and on its next page, and the call goes on in the first
    second.reload()
    second.locator("personal-shopper:defined").wait_for()
    second.wait_for_timeout(1_000)
    assert len(second.frames) == 1
    assert "Continue the call here It is open in another tab" in closed.names(second, "button")
    emma.call.wait_until_picture_moves()
    expect_the_two(camille)

    # and by a click it comes there
    second.locator("personal-shopper").click()
    emma.page, first = second, emma.call
    wait_until_back(emma, time.monotonic(), "in the second tab")
    expect(first.heading("The call goes on elsewhere")).to_be_visible()
    expect_the_two(camille)


def test_a_call_that_ended_meanwhile_is_not_come_back_to(
    cast: Cast, emma: Customer, shops: Shops
) -> None:
    # given a customer who is away from the shop
    camille = cast.at_the_desk()
    emma.visit()
    cast.connect(camille, emma)
    expect_kept(emma.page, handle=False)
    emma.page.goto("about:blank")

    # when the call ends, and she comes back
    camille.call.end("End for everybody")
    emma.page.go_back()

    # then she reads it, and the tab forgets the call
    emma.call = CallPage(emma.call_frame())
    expect(emma.call.heading("This call has ended")).to_be_visible()
    assert kept(emma.page) == {}


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
