"""Sockets and media doors as browsers use them, over real Redis."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.layers import get_channel_layer
from channels.routing import URLRouter
from django.utils import timezone

from saleor_personal_shopper.core.events.models import Participant
from saleor_personal_shopper.core.events.tokens import issue_desk_ticket, issue_ticket
from saleor_personal_shopper.core.installations.models import Installation, StaffMember
from saleor_personal_shopper.realtime import fake_media, fake_publisher
from saleor_personal_shopper.realtime.routing import websocket_urlpatterns
from tests.cast import Call, Shop, open_call, open_shop

application = URLRouter(websocket_urlpatterns)
PUBLISHER = "saleor_personal_shopper.realtime.publisher.ChannelsRoomPublisher"


class Wire(ApplicationCommunicator):
    """A WebSocket as ASGI has it.

    channels.testing is not used: it keeps sockets from giving their database connections back,
    and each thread that dies would take one with it.
    """

    def __init__(self, path: str, headers: dict[str, str]) -> None:
        path, _, query = path.partition("?")
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "subprotocols": [],
        }
        super().__init__(application, scope)

    async def connect(self) -> bool:
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output(timeout=10)
        return bool(answer["type"] == "websocket.accept")

    async def send_to(self, text: str | None = None, *, data: bytes | None = None) -> None:
        await self.send_input({"type": "websocket.receive", "text": text, "bytes": data})

    async def receive_from(self) -> str:
        message = await self.receive_output(timeout=10)
        assert message["type"] == "websocket.send", message
        return str(message["text"])

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=10)


class Browser:
    """One WebSocket of a browser."""

    def __init__(self, path: str, headers: dict[str, str]) -> None:
        self.wire = Wire(path, headers)
        self._ids = 0

    async def open(self) -> bool:
        return await self.wire.connect()

    async def receive(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(await self.wire.receive_from())
        return message

    async def until(self, type: str) -> dict[str, Any]:
        """The next message of this type; others before it are dropped."""
        while True:
            message = await self.receive()
            if message["type"] == type:
                return message

    async def send(self, type: str, data: dict[str, Any] | None = None) -> str:
        """Send a message and give its id."""
        self._ids += 1
        frame = {"type": type, "id": f"m{self._ids}", "data": data or {}}
        await self.wire.send_to(json.dumps(frame))
        return frame["id"]

    async def ask(self, type: str, data: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send a message and give what answers it."""
        id = await self.send(type, data)
        while True:
            message = await self.receive()
            if message["type"] in {"ack", "error"} and message["data"]["id"] == id:
                return message

    async def close_code(self) -> int:
        """The code with which the server closes, whatever it says before."""
        while True:
            output = await self.wire.receive_output(timeout=10)
            if output["type"] == "websocket.close":
                return int(output.get("code", 1000))

    async def is_quiet(self) -> bool:
        return bool(await self.wire.receive_nothing(timeout=0.3))


Open = Callable[..., Awaitable[Browser]]


@pytest.fixture(autouse=True)
def real_publisher(settings: Any) -> Iterator[None]:
    """Messages travel through Redis, as in production."""
    settings.ROOM_PUBLISHER = PUBLISHER
    fake_publisher.forget()
    fake_media.forget()
    yield


@pytest.fixture
def shop(transactional_db: None, installation: Installation) -> Shop:
    return open_shop(installation)


@pytest.fixture
def other_shop(transactional_db: None, other_installation: Installation) -> Shop:
    return open_shop(other_installation)


@pytest.fixture
def call(shop: Shop) -> Call:
    return open_call(shop)


@pytest.fixture
def other_call(other_shop: Shop) -> Call:
    """Somebody else's call, which must never be reached."""
    return open_call(other_shop)


@pytest.fixture
async def browsers() -> AsyncIterator[list[Browser]]:
    """Sockets that are closed, and threads' connections with them, when the test is over."""
    opened: list[Browser] = []
    yield opened
    for browser in opened:
        with suppress(asyncio.CancelledError, TimeoutError):
            await browser.wire.disconnect()
    await get_channel_layer().flush()


@pytest.fixture
def enter(browsers: list[Browser]) -> Open:
    """`await enter(participant)` opens the room's socket with a good ticket."""

    async def open_room(
        participant: Participant, query: str = "", event: str = "", **headers: str
    ) -> Browser:
        ticket = await sync_to_async(issue_ticket)(participant, timezone.now())
        path = f"/ws/events/{event or participant.event_id}?ticket={ticket}{query}"
        browser = Browser(path, headers)
        assert await browser.open()
        browsers.append(browser)
        return browser

    return open_room


@pytest.fixture
def open_desk(browsers: list[Browser]) -> Open:
    """`await open_desk(staff_member)` opens the desk's socket with a good ticket."""

    async def open_one(staff_member: StaffMember, **headers: str) -> Browser:
        ticket = await sync_to_async(issue_desk_ticket)(staff_member, timezone.now())
        browser = Browser(f"/ws/desk?ticket={ticket}", headers)
        assert await browser.open()
        browsers.append(browser)
        return browser

    return open_one
