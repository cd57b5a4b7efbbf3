"""The answer to WebSockets at any other address."""

from __future__ import annotations

from typing import Any

from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer


class UnknownSocket(AsyncWebsocketConsumer):
    """Refuses the handshake with HTTP 403."""

    async def websocket_connect(self, message: Any) -> None:
        await self.close()
        raise StopConsumer
