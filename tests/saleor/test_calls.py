"""F01, F02: how calls to a Saleor fail, are tried again, and stop."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from saleor_personal_shopper.core import saleor_data
from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.saleor import calls, outbound
from saleor_personal_shopper.saleor.api import SaleorApiClient
from saleor_personal_shopper.saleor.breaker import CircuitBreaker
from saleor_personal_shopper.saleor.meaning import SaleorClient
from tests.saleor.stub_saleor import Reply, Request, StubSaleor, graphql

SHOP = {"app": {"id": "A", "identifier": "x", "permissions": []}, "shop": None}
SHOP_ANSWER = {**SHOP, "shop": {"name": "Stub", "version": "3.23.28"}}


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What callers waited between tries, without the waiting."""
    waited: list[float] = []
    monkeypatch.setattr(calls.time, "sleep", waited.append)
    return waited


@pytest.fixture
def api(stubbed: Installation) -> SaleorApiClient:
    return SaleorApiClient(stubbed)


def in_turn(*replies: Reply) -> Callable[[Request], Reply]:
    """Each reply once, the last for ever."""
    waiting = list(replies)
    return lambda request: waiting.pop(0) if len(waiting) > 1 else waiting[0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_read_is_tried_again(
    api: SaleorApiClient, stub: StubSaleor, pauses: list[float], status: int
) -> None:
    stub.respond = in_turn(Reply(status=status), graphql(SHOP_ANSWER))
    assert api.shop().name == "Stub"
    assert len(stub.requests) == 2
    assert 0 <= pauses[0] <= 0.4


def test_a_read_is_given_up_after_three_tries(
    api: SaleorApiClient, stub: StubSaleor, pauses: list[float]
) -> None:
    stub.respond = in_turn(Reply(status=500))
    with pytest.raises(saleor_data.SaleorUnavailable):
        api.shop()
    assert len(stub.requests) == 3


def test_a_change_is_never_tried_again(
    api: SaleorApiClient, stub: StubSaleor, pauses: list[float]
) -> None:
    stub.respond = in_turn(Reply(status=500))
    with pytest.raises(saleor_data.SaleorUnavailable):
        api.add_lines("Q2hlY2tvdXQ6MQ==", [saleor_data.VariantQuantity("V", 1)])
    assert len(stub.requests) == 1
    assert pauses == []


def test_retry_after_is_obeyed(api: SaleorApiClient, stub: StubSaleor, pauses: list[float]) -> None:
    stub.respond = in_turn(Reply(status=429, headers={"Retry-After": "2"}), graphql(SHOP_ANSWER))
    api.shop()
    assert pauses == [2.0]


def test_a_long_retry_after_rests_the_way_to_saleor(
    api: SaleorApiClient, stub: StubSaleor, pauses: list[float]
) -> None:
    stub.respond = in_turn(Reply(status=503, headers={"Retry-After": "40"}))
    for _ in range(3):
        with pytest.raises(saleor_data.SaleorUnavailable):
            api.shop()
    assert len(stub.requests) == 1
    assert pauses == []


def test_a_saleor_that_keeps_failing_is_left_alone(
    api: SaleorApiClient, stub: StubSaleor, pauses: list[float]
) -> None:
    stub.respond = in_turn(Reply(status=500))
    for _ in range(10):
        with pytest.raises(saleor_data.SaleorUnavailable):
            api.shop()
    assert len(stub.requests) == 5


def test_one_failing_saleor_leaves_the_others_alone(
    api: SaleorApiClient, stub: StubSaleor, pauses: list[float], other_installation: Installation
) -> None:
    stub.respond = in_turn(Reply(status=500))
    for _ in range(3):
        with pytest.raises(saleor_data.SaleorUnavailable):
            api.shop()
    assert calls.breaker_of(other_installation.pk).allows(time.monotonic())


@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"<html>welcome</html>"),
        Reply(body=b"[]"),
        Reply(status=302, headers={"Location": "/elsewhere"}),
        Reply(status=404, body=b'{"data": {}}'),
        graphql({**SHOP_ANSWER, "shop": {"name": None}}),
        graphql(
            {**SHOP_ANSWER},
            errors=[{"message": "boom", "extensions": {"exception": {"code": "OperationalError"}}}],
        ),
    ],
)
def test_what_is_no_answer_of_saleor_counts_as_none(
    api: SaleorApiClient, stub: StubSaleor, reply: Reply
) -> None:
    stub.respond = in_turn(reply)
    with pytest.raises(saleor_data.SaleorUnavailable):
        api.shop()


def test_a_slow_saleor_does_not_hold_a_caller_for_ever(stub: StubSaleor) -> None:
    impatient = calls.Caller(
        {}, CircuitBreaker(), limits=outbound.Limits(seconds=0.3, size=1000), tries=1
    )

    def drip() -> Iterator[bytes]:
        for _ in range(20):
            time.sleep(0.1)
            yield b" "

    stub.respond = lambda request: Reply(chunks=drip())
    started = time.monotonic()
    with pytest.raises(saleor_data.SaleorUnavailable):
        SaleorClient(stub.api_url, impatient).app_proof()
    assert time.monotonic() - started < 1.5


def test_every_request_carries_the_token_and_nothing_else_secret(
    api: SaleorApiClient, stub: StubSaleor
) -> None:
    stub.respond = in_turn(graphql(SHOP_ANSWER))
    api.shop()
    sent: Any = stub.requests[0]
    assert sent.headers["authorization"] == "Bearer app-token"
    assert sent.headers["host"] == f"127.0.0.1:{stub.port}"
    assert sent.operation["operationName"] == "AppProof"
