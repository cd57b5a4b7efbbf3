"""RoomPublisher over Channels: from any thread or process to the sockets, by Redis."""

from __future__ import annotations

import asyncio
import logging
import uuid
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from redis.exceptions import RedisError

from .groups import desk_group, participant_group, room_group, staff_group

TIMEOUT_SECONDS = 2
log = logging.getLogger(__name__)


class ChannelsRoomPublisher:
    """What RoomPublisher promises. It is called after the commit, so it never fails:
    sockets read what they missed from PostgreSQL."""

    def publish(self, event_id: uuid.UUID, message: dict[str, Any]) -> None:
        _send(room_group(event_id), {"type": "room.message", "message": message})

    def publish_to(self, participant_id: uuid.UUID, message: dict[str, Any]) -> None:
        _send(participant_group(participant_id), {"type": "room.message", "message": message})

    def publish_desk(self, installation_id: uuid.UUID, message: dict[str, Any]) -> None:
        _send(desk_group(installation_id), {"type": "desk.message", "message": message})

    def disconnect(self, participant_id: uuid.UUID, *, code: int) -> None:
        _send(participant_group(participant_id), {"type": "socket.close", "code": code})

    def disconnect_desk(self, staff_member_id: int, *, code: int) -> None:
        _send(staff_group(staff_member_id), {"type": "socket.close", "code": code})


def _send(group: str, message: dict[str, Any]) -> None:
    try:
        async_to_sync(_group_send)(group, message)
    except (RedisError, OSError, TimeoutError) as error:
        log.warning("A message to %s was lost: %s", group, type(error).__name__)


async def _group_send(group: str, message: dict[str, Any]) -> None:
    layer: Any = get_channel_layer()
    async with asyncio.timeout(TIMEOUT_SECONDS):
        await layer.group_send(group, message)
