"""The cart's way to the shop, as the loader and as a shop without it take it."""

from contextlib import AsyncExitStack

import httpx
import pytest

from saleor_personal_shopper.rehearsal import selling
from saleor_personal_shopper.rehearsal.call import Call, NotHeld
from saleor_personal_shopper.rehearsal.graphql import Refused
from saleor_personal_shopper.rehearsal.target import Login, Target

CHECKOUT = "Q2hlY2tvdXQ6MTIz"


class FakeSeat:
    bearer = "customer"


def call_with(
    answers: dict[tuple[str, str], httpx.Response],
    *,
    url: str | None,
    shop_origin: str = "",
    asked: list[httpx.Request] | None = None,
) -> Call:
    def answer(request: httpx.Request) -> httpx.Response:
        if asked is not None:
            asked.append(request)
        body = request.content.decode()
        if "personalShopperEventCheckoutHandover" in body:
            payload = {"url": url, "code": "one-use", "errors": []}
            return httpx.Response(
                200, json={"data": {"personalShopperEventCheckoutHandover": payload}}
            )
        if "checkout(id" in body:
            lines = [{"quantity": 2, "variant": {"id": "V1"}}]
            return httpx.Response(200, json={"data": {"checkout": {"lines": lines}}})
        return answers[request.method, request.url.path]

    target = Target(
        "https://app.example", "https://shop.example/graphql/", "eu", shop_origin, (), is_demo=False
    )
    http = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    call = Call(1, target, Login("", ""), 0, http, AsyncExitStack())
    call.customer = FakeSeat()
    call.bought = {"V1": 2}
    return call


async def test_the_shops_page_exchanges_the_code() -> None:
    asked: list[httpx.Request] = []
    answers = {("POST", "/widget/v1/cart"): httpx.Response(200, json={"checkoutId": CHECKOUT})}
    call = call_with(answers, url="https://shop.example/cart?ps_cart=one-use", asked=asked)
    await selling.hand_over(call)
    assert call.checkout == CHECKOUT
    (exchange,) = [request for request in asked if request.url.path == "/widget/v1/cart"]
    assert exchange.headers["Origin"] == "https://shop.example"


async def test_a_shop_without_the_loader_is_reached_by_the_redirect() -> None:
    location = {"Location": f"https://shop.example/cart?checkout={CHECKOUT}"}
    answers = {("GET", "/cart/one-use"): httpx.Response(303, headers=location)}
    call = call_with(answers, url="https://app.example/cart/one-use")
    await selling.hand_over(call)
    assert call.checkout == CHECKOUT


async def test_a_refused_code_is_told() -> None:
    answers = {("POST", "/widget/v1/cart"): httpx.Response(404, json={"error": "used"})}
    call = call_with(answers, url=None, shop_origin="https://shop.example")
    with pytest.raises(Refused, match="404"):
        await selling.hand_over(call)


async def test_a_redirect_to_nowhere_is_told() -> None:
    location = {"Location": "https://shop.example/"}
    answers = {("GET", "/cart/one-use"): httpx.Response(303, headers=location)}
    call = call_with(answers, url="https://app.example/cart/one-use")
    with pytest.raises(NotHeld, match="no checkout"):
        await selling.hand_over(call)


async def test_another_cart_in_the_store_is_noticed() -> None:
    answers = {("POST", "/widget/v1/cart"): httpx.Response(200, json={"checkoutId": CHECKOUT})}
    call = call_with(answers, url="https://shop.example/?ps_cart=one-use")
    call.bought = {"V1": 3}
    with pytest.raises(NotHeld, match="something else"):
        await selling.hand_over(call)
