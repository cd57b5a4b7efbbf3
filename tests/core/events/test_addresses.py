from __future__ import annotations

import base64
import hashlib
import hmac
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from saleor_personal_shopper.core.events import addresses
from saleor_personal_shopper.core.events.models import PublicationSource

KEY = uuid.UUID("7a9b5b0e-0000-4000-8000-000000000001")


@pytest.mark.parametrize("base", ["https://shopper.example.com", "https://shopper.example.com/"])
def test_addresses_stand_on_the_base_that_browsers_use(settings: Any, base: str) -> None:
    settings.APP_API_BASE_URL = "http://internal:8000"
    settings.APP_IFRAME_BASE_URL = base
    site = "https://shopper.example.com"

    assert addresses.link_url("t") == f"{site}/e/t"
    assert addresses.calendar_url("t") == f"{site}/e/t/calendar.ics"
    assert addresses.whip_url(KEY, PublicationSource.CAMERA) == f"{site}/media/whip/{KEY}/camera"
    assert addresses.whep_url(KEY) == f"{site}/media/whep/{KEY}"
    assert addresses.trial_url() == f"{site}/media/trial"
    socket = "wss://shopper.example.com/ws"
    assert addresses.room_socket_url(KEY, "t") == f"{socket}/events/{KEY}?ticket=t"
    assert addresses.desk_socket_url("t") == f"{socket}/desk?ticket=t"


def test_without_a_turn_server_there_is_none_to_name(settings: Any, now: datetime) -> None:
    settings.TURN_URL = ""

    assert addresses.ice_servers(KEY, now) == []


def test_turn_credentials_are_those_that_coturn_checks(settings: Any, now: datetime) -> None:
    settings.TURN_URL, settings.TURN_SECRET = "turn:turn.example.com:3478", "secret"

    [server] = addresses.ice_servers(KEY, now)

    assert server["urls"] == ["turn:turn.example.com:3478"]
    expiry, _, holder = server["username"].partition(":")
    assert int(expiry) == (now + timedelta(hours=1)).timestamp()
    assert holder == str(KEY)
    digest = hmac.new(b"secret", server["username"].encode(), hashlib.sha1).digest()
    assert server["credential"] == base64.b64encode(digest).decode()
