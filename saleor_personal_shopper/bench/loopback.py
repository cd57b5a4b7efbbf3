"""Keeps aiortc on loopback, so that a measurement opens no port to any network."""

from aioice import ice


def only_loopback() -> None:
    """Offer 127.0.0.1 as the only candidate of all connections of this process."""
    ice.get_host_addresses = lambda use_ipv4, use_ipv6: ["127.0.0.1"]
