"""A socket that opens while Redis is away."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.utils import timezone

from saleor_personal_shopper.core.events.tokens import issue_ticket
from tests.cast import Call
from tests.realtime.conftest import application

pytestmark = pytest.mark.django_db(transaction=True)


async def test_a_newcomer_is_asked_to_come_again(call: Call, settings: Any) -> None:
    ticket = await sync_to_async(issue_ticket)(call.customer, timezone.now())
    layer = settings.CHANNEL_LAYERS["default"]
    nowhere = {**layer["CONFIG"], "hosts": ["redis://127.0.0.1:1/0"]}
    settings.CHANNEL_LAYERS = {"default": {**layer, "CONFIG": nowhere}}

    wire = WebsocketCommunicator(application, f"/ws/events/{call.event.pk}?ticket={ticket}")
    accepted, _ = await wire.connect(timeout=5)

    assert accepted
    assert await wire.receive_output(timeout=5) == {"type": "websocket.close", "code": 1013}


async def test_a_ticket_that_nobody_can_check_lets_nobody_in(call: Call, settings: Any) -> None:
    ticket = await sync_to_async(issue_ticket)(call.customer, timezone.now())
    backend = {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": backend}

    wire = WebsocketCommunicator(application, f"/ws/events/{call.event.pk}?ticket={ticket}")
    await wire.connect(timeout=5)

    assert await wire.receive_output(timeout=5) == {"type": "websocket.close", "code": 1013}
