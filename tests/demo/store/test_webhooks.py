"""Webhooks are tried as often and at such times as Saleor tries them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable

import httpx
import pytest

from saleor_personal_shopper.demo.store.events import EVENT_TYPES, WebhookEvent
from saleor_personal_shopper.demo.store.records import App, Webhook, now
from saleor_personal_shopper.demo.store.settings import RETRY_DELAYS, StoreSettings
from saleor_personal_shopper.demo.store.signing import SigningKey
from saleor_personal_shopper.demo.store.webhooks import WebhookSender

SETTINGS = StoreSettings(origin="http://localhost:1", retry_scale=0.0001)


def app_with(*permissions: str) -> App:
    webhook = Webhook(1, "orders", "http://localhost:2/", "", ["ORDER_CREATED"])
    return App(
        pk=1,
        name="App",
        identifier="app",
        permissions=list(permissions),
        manifest_url="",
        created=now(),
        webhooks=[webhook],
    )


async def attempts(app: App, answer: Callable[[httpx.Request], httpx.Response]) -> int:
    """Send an event to the app and return how many requests came of it."""
    requests: list[httpx.Request] = []
    numbers = itertools.count(1)

    def count(request: httpx.Request) -> httpx.Response:
        requests.append(request)
        return answer(request)

    async with httpx.AsyncClient(transport=httpx.MockTransport(count)) as client:
        sender = WebhookSender(
            settings=SETTINGS,
            key=SigningKey(SigningKey.generate_pem()),
            build_payload=lambda *_event: {"order": None},
            client=client,
            next_pk=lambda _kind: next(numbers),
        )
        sender.send(WebhookEvent(EVENT_TYPES["ORDER_CREATED"], object()), [app])
        await asyncio.sleep(0.2)
        await sender.close()
    return len(requests)


def test_the_pauses_are_saleors() -> None:
    moments = [sum(RETRY_DELAYS[:count]) for count in range(len(RETRY_DELAYS) + 1)]
    assert moments == [0, 10, 30, 70, 150, 310]


@pytest.mark.parametrize(("status", "expected"), [(200, 1), (302, 1), (404, 1), (500, 6), (503, 6)])
async def test_only_failures_of_the_server_are_tried_again(status: int, expected: int) -> None:
    app = app_with("MANAGE_ORDERS")
    assert await attempts(app, lambda _request: httpx.Response(status)) == expected


async def test_a_server_that_does_not_answer_is_tried_again() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    assert await attempts(app_with("MANAGE_ORDERS"), refuse) == 6


async def test_an_app_without_the_permission_hears_nothing() -> None:
    assert await attempts(app_with("MANAGE_STAFF"), lambda _request: httpx.Response(200)) == 0
