"""A Saleor's keys, a stub Saleor on loopback, and installations of both."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from saleor_personal_shopper.core.installations.models import Installation
from saleor_personal_shopper.core.installations.services import register_installation
from saleor_personal_shopper.saleor import calls, meaning
from tests.saleor.signing import API_URL, APP_ID, Keys
from tests.saleor.stub_saleor import StubSaleor, running


@pytest.fixture(autouse=True)
def fresh_process() -> None:
    """Forget what earlier tests taught this process about Saleors."""
    calls._breakers.clear()
    meaning._dead_until.clear()


@pytest.fixture
def keys() -> Keys:
    return Keys()


@pytest.fixture
def registered(db: None, keys: Keys, now: datetime) -> Installation:
    """An installation whose keys we know."""
    return register(API_URL, keys=keys, now=now)


@pytest.fixture
def private_networks(settings: Any) -> None:
    settings.SALEOR_PRIVATE_NETWORKS = [ipaddress.ip_network("127.0.0.0/8")]


@pytest.fixture
def stub(private_networks: None) -> Iterator[StubSaleor]:
    with running(StubSaleor()) as stub:
        yield stub


@pytest.fixture
def stubbed(db: None, stub: StubSaleor, keys: Keys) -> Installation:
    """An installation whose Saleor is the stub."""
    return register(stub.api_url, keys=keys, now=timezone.now())


def register(
    url: str, *, keys: Keys, now: datetime, app_id: str = APP_ID, token: str = "app-token"
) -> Installation:
    return register_installation(
        saleor_api_url=url,
        app_id=app_id,
        token=token,
        jwks=keys.jwks,
        permissions=[],
        saleor_version="3.23.28",
        now=now,
    )
