"""Every action of both sockets with every actor."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from channels.routing import URLRouter
from channels.testing import WebsocketCommunicator
from django.utils import timezone

from saleor_personal_shopper.core.events.services import leave_event
from saleor_personal_shopper.core.events.tokens import issue_desk_ticket, issue_ticket
from saleor_personal_shopper.core.global_ids import GlobalType, to_global_id
from saleor_personal_shopper.realtime.desk_socket import DeskSocket
from saleor_personal_shopper.realtime.messages import DESK_CLIENT_TYPES, ROOM_CLIENT_TYPES
from saleor_personal_shopper.realtime.room_socket import RoomSocket
from saleor_personal_shopper.realtime.routing import websocket_urlpatterns
from tests.permissions.conftest import INSIDE, Cast, Who

application = URLRouter(websocket_urlpatterns)
pytestmark = pytest.mark.django_db(transaction=True)
DATA: dict[str, dict[str, Any]] = {
    "chat.send": {"text": "Hello", "key": "k"},
    "chat.typing": {"typing": True},
    "media.update": {"microphone": True, "camera": False},
    "media.view": {"large": to_global_id(GlobalType.PUBLICATION, uuid.uuid4())},
    "available.update": {"available": False},
}
DESK = frozenset({Who.STAFF_WITH, Who.OTHER_STAFF})
"""Staff of another installation have a desk too: that of their own shop."""
NO_SHOPPER = frozenset({Who.OTHER_STAFF})
"""An administrator is at the desk, but takes no calls."""


def tickets(cast: Cast, who: Who) -> list[str]:
    """Every ticket he can get; a forged one for the anonymous."""
    now, seat, member = timezone.now(), cast.seat(who), cast.member(who)
    found = [issue_ticket(seat, now)] if seat else []
    found += [issue_desk_ticket(member, now)] if member else []
    return found or ["forged"]


@pytest.fixture
async def wires(cast: Cast) -> AsyncIterator[list[WebsocketCommunicator]]:
    """Sockets that are closed before their rows are gone."""
    opened: list[WebsocketCommunicator] = []
    yield opened
    for wire in opened:
        with suppress(asyncio.CancelledError, TimeoutError):
            await wire.disconnect(timeout=5)
    await get_channel_layer().flush()


async def outcome(wires: list[WebsocketCommunicator], path: str, action: str) -> str:
    """`ack`, the code of an `error`, or the code of the close before either."""
    wire = WebsocketCommunicator(application, path)
    wires.append(wire)
    assert (await wire.connect(timeout=5))[0]
    frame = {"type": action, "id": "1", "data": DATA.get(action, {})}
    await wire.send_to(text_data=json.dumps(frame))
    while True:
        output = await wire.receive_output(timeout=5)
        if output["type"] == "websocket.close":
            return str(output["code"])
        message = json.loads(output["text"])
        if message["type"] == "error":
            return str(message["data"]["code"])
        if message["type"] == "ack":
            return "ack"


def test_every_action_is_tried() -> None:
    assert set(RoomSocket.actions) == set(ROOM_CLIENT_TYPES)
    assert set(DeskSocket.actions) == set(DESK_CLIENT_TYPES)


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("action", RoomSocket.actions)
async def test_a_room_is_for_those_seated_in_it(
    wires: list[WebsocketCommunicator], cast: Cast, action: str, who: Who
) -> None:
    given = await sync_to_async(tickets)(cast, who)
    paths = [f"/ws/events/{cast.call.event.pk}?ticket={ticket}" for ticket in given]

    outcomes = {await outcome(wires, path, action) for path in paths}

    if who in INSIDE:
        assert "ack" in outcomes
    else:
        assert outcomes <= {"4401", "4404"}


@pytest.mark.parametrize("who", Who)
@pytest.mark.parametrize("action", DeskSocket.actions)
async def test_a_desk_is_for_staff_with_calls(
    wires: list[WebsocketCommunicator], cast: Cast, action: str, who: Who
) -> None:
    given = await sync_to_async(tickets)(cast, who)

    outcomes = {await outcome(wires, f"/ws/desk?ticket={ticket}", action) for ticket in given}

    if action == "available.update" and who in NO_SHOPPER:
        assert outcomes == {"PERMISSION_DENIED"}
    elif who in DESK:
        assert "ack" in outcomes
    else:
        assert outcomes <= {"4401", "4403"}


async def test_another_shops_desk_hears_nothing_of_this_call(
    wires: list[WebsocketCommunicator], cast: Cast, settings: Any
) -> None:
    settings.ROOM_PUBLISHER = "saleor_personal_shopper.realtime.publisher.ChannelsRoomPublisher"
    (ticket,) = await sync_to_async(tickets)(cast, Who.OTHER_STAFF)
    wire = WebsocketCommunicator(application, f"/ws/desk?ticket={ticket}")
    wires.append(wire)
    await wire.connect(timeout=5)
    await wire.receive_from(timeout=5)

    await sync_to_async(leave_event)(participant=cast.call.customer, now=timezone.now())

    assert await wire.receive_nothing(timeout=0.5)
