"""The steps of selling: from the shown product to the credited order."""

import asyncio
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from . import documents
from .call import MESSAGE_SECONDS, Call, NotHeld, hold
from .graphql import Refused

CREDIT_SECONDS = 60.0
_LEAST_STOCK = 3
_CHECKOUT_PREFIX = "Q2hlY2tvdXQ6"  # "Checkout:" as a Saleor id begins


async def find_product(call: Call) -> None:
    """The personal shopper looks for something that is in stock."""
    token = call.shopper.bearer
    answer = await call.app.ask(documents.PRODUCTS, bearer=token, event=call.event)
    for edge in answer["personalShopperProducts"]["edges"]:
        found = await call.app.ask(
            documents.PRODUCT, bearer=token, event=call.event, id=edge["node"]["id"]
        )
        call.product = found["personalShopperProduct"]
        call.variants = [
            variant["id"]
            for variant in call.product["variants"]
            if variant["price"] and variant["quantityAvailable"] >= _LEAST_STOCK
        ]
        if call.variants:
            return
    raise NotHeld("no product of the channel is in stock")


async def show_product(call: Call) -> None:
    """The customer sees what the personal shopper shows."""
    product = call.product["id"]
    token = call.shopper.bearer
    await call.app.ask(documents.SHOW, bearer=token, event=call.event, product=product)
    await call.customer.socket.wait(
        "product.shown", MESSAGE_SECONDS, where=lambda data: data["product"]["id"] == product
    )


async def propose(call: Call) -> None:
    """The personal shopper adds: a proposal, unless the shop lets them add directly."""
    answer = await call.app.ask(
        documents.ADD,
        bearer=call.shopper.bearer,
        event=call.event,
        lines=[{"variant": call.variants[0], "quantity": 1}],
    )
    added = answer["personalShopperEventCheckoutLinesAdd"]
    call.bought[call.variants[0]] = 1
    if added["proposal"] is None:  # this shop lets personal shoppers add directly
        _hold_quantities(call, added["checkout"])
        return
    call.proposal = added["proposal"]["id"]
    created = await call.customer.socket.wait("proposal.created", MESSAGE_SECONDS)
    hold(created["proposal"]["id"] == call.proposal, "another proposal was announced")


async def accept(call: Call) -> None:
    """The customer accepts, and the line is in the checkout."""
    if not call.proposal:
        return
    answer = await call.app.ask(
        documents.ACCEPT, bearer=call.customer.bearer, proposal=call.proposal
    )
    _hold_quantities(call, answer["personalShopperEventProposalAccept"]["checkout"])
    answered = await call.shopper.socket.wait("proposal.answered", MESSAGE_SECONDS)
    hold(answered["status"] == "ACCEPTED", "the personal shopper read another answer")


async def add_directly(call: Call) -> None:
    """The customer's own add needs nobody's consent; the personal shopper sees it."""
    variant = call.variants[-1]
    call.bought[variant] = call.bought.get(variant, 0) + 1
    answer = await call.app.ask(
        documents.ADD,
        bearer=call.customer.bearer,
        event=call.event,
        lines=[{"variant": variant, "quantity": 1}],
    )
    added = answer["personalShopperEventCheckoutLinesAdd"]
    hold(added["proposal"] is None, "the customer's own add became a proposal")
    _hold_quantities(call, added["checkout"])
    await call.shopper.socket.wait(
        "checkout.updated",
        MESSAGE_SECONDS,
        where=lambda data: _quantities(data["checkout"] or {"lines": []}) == call.bought,
    )


async def hand_over(call: Call) -> None:
    """The shop exchanges the one-use code for the checkout, which holds the same lines."""
    token = call.customer.bearer
    answer = await call.app.ask(documents.HANDOVER, bearer=token, event=call.event)
    handover = answer["personalShopperEventCheckoutHandover"]
    call.checkout = await _redeem(call, handover["url"] or "", handover["code"])
    held = await call.store.quantities(call.checkout)
    hold(held == call.bought, "the store's own checkout holds something else")


async def place_order(call: Call) -> None:
    """The customer pays in the shop; both sides of the call read the order's number."""
    call.order = await call.store.place_order(
        call.checkout, channel=call.target.channel, email=call.email
    )
    for seat in (call.customer, call.shopper):
        await seat.socket.wait(
            "order.placed",
            MESSAGE_SECONDS,
            where=lambda data: str(data["number"]) == str(call.order["number"]),
        )


async def read_credit(call: Call) -> None:
    """The order's webhooks have come, and what was added in the call is credited to it."""
    token = await call.staff_token()
    async with asyncio.timeout(CREDIT_SECONDS):
        while True:
            answer = await call.app.ask(documents.EVENT, bearer=token, id=call.event)
            rows = answer["personalShopperEvent"]["attributions"]
            mine = [row for row in rows if row["orderId"] == call.order["id"]]
            if any(row["kind"] == "ASSISTED" for row in mine):
                break
            await asyncio.sleep(0.2)
    hold(all(row["amount"]["amount"] > 0 for row in mine), "an order without an amount")
    hold({row["state"] for row in mine} <= {"PENDING", "CONFIRMED"}, "the credit was reversed")


async def _redeem(call: Call, url: str, code: str) -> str:
    """What the loader on the shop's page does, or the redirect of a shop without the loader."""
    origin = call.target.shop_origin or _foreign_origin(url, call.target.app_url)
    if origin:
        response = await call.http.post(
            f"{call.target.app_url}/widget/v1/cart", json={"code": code}, headers={"Origin": origin}
        )
        if response.status_code != httpx.codes.OK:
            raise Refused(f"{response.status_code} {response.text[:200]}")
        return str(response.json()["checkoutId"])
    response = await call.http.get(url)
    values = dict(parse_qsl(urlsplit(response.headers.get("Location", "")).query)).values()
    found = [value for value in values if value.startswith(_CHECKOUT_PREFIX)]
    hold(len(found) == 1, "the way to the shop names no checkout")
    return str(found[0])


def _foreign_origin(url: str, app_url: str) -> str:
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    return "" if not parts.netloc or origin == app_url else origin


def _quantities(checkout: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in checkout["lines"]:
        variant = line["variant"]["id"]
        found[variant] = found.get(variant, 0) + line["quantity"]
    return found


def _hold_quantities(call: Call, checkout: dict[str, Any] | None) -> None:
    found = _quantities(checkout or {"lines": []})
    hold(found == call.bought, f"the checkout holds {found}, not {call.bought}")
