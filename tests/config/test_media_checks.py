"""What the doctor says about media, with real workers and a real TURN server."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from saleor_personal_shopper.cli import media_checks
from tests.media.conftest import SECRET, RunningWorker, running_worker
from tests.turn_server import turn_server

TURN_SECRET = "a-secret-of-the-turn-server"


@contextmanager
def node(**environment: str) -> Iterator[RunningWorker]:
    """A node in a process of its own, from a test without an event loop."""
    loop, ended = asyncio.new_event_loop(), asyncio.Event()
    found: list[RunningWorker] = []
    ready = threading.Event()

    async def run() -> None:
        module = "saleor_personal_shopper.media.node"
        async with running_worker(module, MEDIA_WORKERS="1", **environment) as running:
            found.append(running)
            ready.set()
            await ended.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[run()])
    thread.start()
    try:
        assert ready.wait(30)
        yield found[0]
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        loop.close()


@pytest.fixture
def real_client(settings: Any) -> Any:
    settings.MEDIA_SERVER = "saleor_personal_shopper.realtime.media_client.MediaControlClient"
    settings.MEDIA_SECRET = SECRET
    return settings


def test_a_node_whose_workers_answer_where_browsers_are_sent_is_ok(real_client: Any) -> None:
    with node(MEDIA_BIND="127.0.0.1,::1") as running:
        real_client.MEDIA_CONTROL = running.control
        assert media_checks.nodes() == ""
        assert media_checks.ways() == ""


def test_without_a_node_the_way_is_not_tried(real_client: Any) -> None:
    # given nobody who listens where the node should be
    real_client.MEDIA_CONTROL = "127.0.0.1:9"
    # then that is said in words, without the name of an exception
    found = media_checks.ways()
    assert found.startswith("not tried, since no media node takes a call (")


def test_an_address_where_nothing_of_ours_answers_is_a_fault(
    real_client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a port that somebody else holds, advertised as ours
    monkeypatch.setattr(media_checks, "ANSWER_SECONDS", 0.3)
    with socket.socket(type=socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        with node(MEDIA_CANDIDATES=f"127.0.0.1:{port}") as running:
            real_client.MEDIA_CONTROL = running.control
            found = media_checks.ways()
    assert f"127.0.0.1 port {port}" in found
    assert "MEDIA_CANDIDATES" in found


def test_a_kernel_that_gives_sockets_little_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setting = tmp_path / "rmem_max"
    monkeypatch.setattr(media_checks, "BUFFER_SETTING", setting)
    assert media_checks.buffers() == ""
    setting.write_text("4194304\n")
    assert media_checks.buffers() == ""
    setting.write_text("212992\n")
    assert "net.core.rmem_max=4194304" in media_checks.buffers()


def test_a_turn_server_is_asked_as_browsers_ask_it(settings: Any) -> None:
    with turn_server(TURN_SECRET) as server:
        # given
        settings.TURN_URL, settings.TURN_SECRET = server.url, TURN_SECRET
        assert media_checks.turn() == ""

        # when the secret is another
        settings.TURN_SECRET = "not-that-one"
        found = media_checks.turn()
        assert "refuses the credentials" in found
        assert "TURN_SECRET" in found


def test_a_turn_server_that_is_not_there_is_a_fault(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_checks, "TURN_SECONDS", 0.5)
    settings.TURN_SECRET = TURN_SECRET
    settings.TURN_URL = "turn:127.0.0.1:1?transport=tcp, turn:127.0.0.1:1"
    told, also_told = media_checks.turn().split("; ")
    assert "transport=tcp cannot be reached" in told
    assert "turn:127.0.0.1:1" in also_told
    settings.TURN_URL = ""
    assert media_checks.turn() == ""
