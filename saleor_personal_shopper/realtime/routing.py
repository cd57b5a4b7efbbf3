"""WebSocket addresses."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path, re_path

from .desk_socket import DeskSocket
from .room_socket import RoomSocket
from .unknown_socket import UnknownSocket

# URLRouter takes ASGI applications where Django's types know only views.
ROOM: Any = RoomSocket.as_asgi()
DESK: Any = DeskSocket.as_asgi()
UNKNOWN: Any = UnknownSocket.as_asgi()

websocket_urlpatterns: list[URLPattern] = [
    path("ws/events/<str:event_id>", ROOM),
    path("ws/desk", DESK),
    re_path("", UNKNOWN),
]
