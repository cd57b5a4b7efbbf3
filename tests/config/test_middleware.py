"""Who is asking, as far as the network can tell."""

from __future__ import annotations

import ipaddress
from typing import Any

import pytest

from saleor_personal_shopper.config.middleware import client_address


@pytest.fixture
def proxies(settings: Any) -> None:
    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.0/8")]


@pytest.mark.parametrize(
    ("peer", "forwarded_for", "client"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.2", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.2", "6.6.6.6, 198.51.100.1, 10.0.0.9", "198.51.100.1"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "nonsense", "nonsense"),
    ],
)
def test_only_trusted_proxies_are_believed(
    proxies: None, peer: str, forwarded_for: str, client: str
) -> None:
    assert client_address(peer, forwarded_for) == client
