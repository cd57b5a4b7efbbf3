import asyncio
import json
from collections.abc import AsyncIterator

import pytest
from websockets.asyncio.server import ServerConnection, serve

from saleor_personal_shopper.rehearsal.room import RoomSocket

MESSAGES = [
    {"type": "welcome", "data": {"seq": 3}},
    {"type": "product.shown", "seq": 4, "data": {"id": "first"}},
    {"type": "token", "data": {"accessToken": "a"}},
    {"type": "product.shown", "seq": 6, "data": {"id": "second"}},
    {"type": "token", "data": {"accessToken": "b"}},
]


@pytest.fixture
async def url() -> AsyncIterator[str]:
    async def talk(connection: ServerConnection) -> None:
        assert connection.request is not None
        assert connection.request.headers["Origin"] == "http://app.example"
        for message in MESSAGES:
            await asyncio.sleep(0.01)
            await connection.send(json.dumps(message))
        await connection.wait_closed()

    async with serve(talk, "127.0.0.1", 0) as server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}"


async def test_messages_are_waited_for_and_found_again(url: str) -> None:
    async with RoomSocket(url, origin="http://app.example") as room:
        second = await room.wait("product.shown", 2, where=lambda data: data["id"] == "second")
        first = await room.wait("product.shown", 2)
    assert (first["id"], second["id"]) == ("first", "second")


async def test_the_newest_of_a_kind_is_known(url: str) -> None:
    async with RoomSocket(url, origin="http://app.example") as room:
        assert room.last("token") is None
        await room.wait("token", 2, where=lambda data: data["accessToken"] == "b")
        assert room.last("token") == {"accessToken": "b"}


async def test_lost_messages_are_noticed(url: str) -> None:
    async with RoomSocket(url, origin="http://app.example") as room:
        assert room.missing_numbers() == []
        await room.wait("product.shown", 2, where=lambda data: data["id"] == "second")
        assert room.missing_numbers() == [5]


async def test_what_does_not_come_is_named(url: str) -> None:
    async with RoomSocket(url, origin="http://app.example") as room:
        with pytest.raises(TimeoutError, match=r"no message order\.placed within 0\.1 s"):
            await room.wait("order.placed", 0.1)
