"""Web addresses as merchants type them, brought into one form."""

from __future__ import annotations

import re
from ipaddress import IPv6Address
from urllib.parse import SplitResult, urlsplit

HOST_NAME = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?")
DEFAULT_PORTS = {"http": 80, "https": 443}


def normalise_origin(text: str) -> str:
    """The origin of an address, as browsers send it (RFC 6454 §6.2): no default port, no path.

    `Shop.example.com:443/en` with `https://` before it becomes `https://shop.example.com`.
    Raises ValueError when the text is no http(s) address.
    """
    parts = split_web_address(text)
    host = _ascii_host(str(parts.hostname))
    if parts.port is None or parts.port == DEFAULT_PORTS[parts.scheme]:
        return f"{parts.scheme}://{host}"
    return f"{parts.scheme}://{host}:{parts.port}"


def split_web_address(text: str) -> SplitResult:
    """The parts of an http(s) address. Raises ValueError for anything else."""
    parts = urlsplit(text.strip())
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError("not an http or https address")
    if parts.username is not None or any(char.isspace() for char in text.strip()):
        raise ValueError("not a plain web address")
    _ = parts.port
    return parts


def _ascii_host(host: str) -> str:
    """The host in the form of IDNA, with IPv6 in its brackets.

    Origins go into headers, so nothing but a host's own characters may pass.
    """
    if ":" in host:
        return f"[{IPv6Address(host)}]"
    name = host if host.isascii() else host.encode("idna").decode()
    if not HOST_NAME.fullmatch(name):
        raise ValueError("not a host name")
    return name
