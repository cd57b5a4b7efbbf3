"""The catalogue of messages is complete: what the product sends is what is written down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_type_hints

import saleor_personal_shopper
from saleor_personal_shopper.realtime.desk_socket import DeskSocket
from saleor_personal_shopper.realtime.messages import (
    DESK_CLIENT_TYPES,
    DESK_SERVER_TYPES,
    ROOM_CLIENT_TYPES,
    ROOM_SERVER_TYPES,
)
from saleor_personal_shopper.realtime.room_socket import RoomSocket

PACKAGE = Path(saleor_personal_shopper.__file__).parent
SENT = re.compile(r'(?:(?<![\w-])type=|message_json\(\s*)"([a-z]+(?:\.[a-z]+)?)"')


def test_every_message_type_in_the_code_is_documented() -> None:
    files = [*PACKAGE.glob("core/**/*.py"), *PACKAGE.glob("realtime/*.py")]
    sent = {name for file in files for name in SENT.findall(file.read_text())}
    assert {"chat.message", "desk.changed", "ack"} <= sent
    assert sent <= set(ROOM_SERVER_TYPES) | set(DESK_SERVER_TYPES)


def test_every_client_message_has_an_action() -> None:
    assert set(RoomSocket.actions) == set(ROOM_CLIENT_TYPES)
    assert set(DeskSocket.actions) == set(DESK_CLIENT_TYPES)


def test_every_shape_can_be_resolved() -> None:
    for types in (ROOM_SERVER_TYPES, DESK_SERVER_TYPES, ROOM_CLIENT_TYPES, DESK_CLIENT_TYPES):
        for shape in types.values():
            assert get_type_hints(shape) is not None
            assert shape.__doc__
