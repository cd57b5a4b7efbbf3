"""Requests to a Saleor end in time, stay small, and go where they were meant to."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest

from saleor_personal_shopper.saleor import outbound
from tests.saleor.stub_saleor import Reply, StubSaleor


def ask(stub: StubSaleor, *, seconds: float = 2, size: int = 1000) -> outbound.Answer:
    return outbound.request(
        "GET",
        f"http://127.0.0.1:{stub.port}/x",
        headers={"Accept": "application/json"},
        limits=outbound.Limits(seconds=seconds, size=size),
    )


def test_an_answer_comes_whole(stub: StubSaleor) -> None:
    stub.respond = lambda request: Reply(body=b'{"a": 1}', headers={"Retry-After": "3"})
    answer = ask(stub)
    assert (answer.status_code, answer.json(), answer.headers["retry-after"]) == (
        200,
        {"a": 1},
        "3",
    )


def test_a_connection_is_kept_for_less_than_saleor_keeps_it(
    stub: StubSaleor, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given two requests one after the other
    stub.respond = lambda request: Reply()
    ask(stub), ask(stub)
    # when uvicorn would be about to close their connection, whose default is 5 s
    real = time.monotonic
    monkeypatch.setattr(time, "monotonic", lambda: real() + 4.5)
    ask(stub)
    # then a third one does not go into it
    first, second, third = [request.connection for request in stub.requests]
    assert first == second != third


def test_redirects_are_not_followed(stub: StubSaleor) -> None:
    stub.respond = lambda request: Reply(
        status=302, headers={"Location": f"http://127.0.0.1:{stub.port}/elsewhere"}
    )
    assert ask(stub).status_code == 302
    assert [request.path for request in stub.requests] == ["/x"]


def test_a_large_answer_is_cut_off(stub: StubSaleor) -> None:
    stub.respond = lambda request: Reply(body=b"x" * 1001)
    with pytest.raises(outbound.Unreachable, match="larger than 1000"):
        ask(stub)


def test_an_endless_answer_is_cut_off(stub: StubSaleor) -> None:
    def forever() -> Iterator[bytes]:
        while True:
            yield b"x" * 4096

    stub.respond = lambda request: Reply(chunks=forever())
    with pytest.raises(outbound.Unreachable, match="larger"):
        ask(stub)


def test_a_drip_ends_by_the_deadline(stub: StubSaleor) -> None:
    def drip() -> Iterator[bytes]:
        for _ in range(40):
            time.sleep(0.1)
            yield b"x"

    stub.respond = lambda request: Reply(chunks=drip())
    started = time.monotonic()
    with pytest.raises(outbound.Unreachable):
        ask(stub, seconds=0.5)
    assert time.monotonic() - started < 1.5


def test_a_drip_of_headers_ends_by_the_deadline(
    stub: StubSaleor,
) -> None:
    # given a server that sends one byte of its headers at a time
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        try:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100:
                connection.sendall(bytes([byte]))
                time.sleep(0.1)
        except OSError:
            pass
        connection.close()

    thread = threading.Thread(target=serve)
    thread.start()
    stub.port = listener.getsockname()[1]

    # when we ask it, then the whole request ends in time
    started = time.monotonic()
    with pytest.raises(outbound.Unreachable):
        ask(stub, seconds=0.5)
    assert time.monotonic() - started < 1.5
    thread.join()
    listener.close()


def test_a_port_where_nobody_listens_is_unreachable(stub: StubSaleor) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        stub.port = closed.getsockname()[1]
    with pytest.raises(outbound.Unreachable, match="ConnectError"):
        ask(stub)


def test_an_unknown_name_is_unreachable(private_networks: None) -> None:
    with pytest.raises(outbound.Unreachable, match="does not resolve"):
        outbound.request(
            "GET",
            "https://nowhere.invalid/x",
            headers={},
            limits=outbound.Limits(seconds=5, size=10),
        )
