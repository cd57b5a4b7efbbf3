"""A call comes back after a full page load of the shop: by a cookie, or by a handle where the
browser keeps none; and no second tab takes it."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Frame, Page, expect

from . import closed
from .call_page import CallPage
from .cast import Cast
from .chromium import Launch
from .people import USUAL, Customer, Staff, prepared
from .shops import Shops, expect_the_two, go, wait_until, wait_until_back

pytestmark = [pytest.mark.e2e, pytest.mark.usefixtures("within_the_policy")]


def kept(page: Page) -> dict[str, Any]:
    """What the shop's tab remembers of its call."""
    text = page.evaluate("sessionStorage.getItem('personal-shopper:call')")
    return dict(json.loads(text or "{}"))


def expect_kept(page: Page, *, handle: bool) -> None:
    """Until the way back is settled: by cookie, or by a handle of the page."""
    wait_until(page, lambda: kept(page))
    # The two requests that find it out are on their way.
    page.wait_for_timeout(1_000)
    assert bool(kept(page)["handle"]) is handle


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


@pytest.mark.feature("SF-16")
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
