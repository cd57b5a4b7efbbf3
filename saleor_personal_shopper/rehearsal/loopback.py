"""Lets aiortc call on a machine that has no network but loopback."""

from collections.abc import Callable

from aioice import ice

_listed: Callable[[bool, bool], list[str]] = ice.get_host_addresses


def _addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    return _listed(use_ipv4, use_ipv6) or ["127.0.0.1"]


def allow_loopback() -> None:
    """Offer 127.0.0.1 as a candidate where there is no other address; aioice leaves it out."""
    ice.get_host_addresses = _addresses
