"""Which addresses a Saleor may have: the rules against server-side request forgery (SSRF)."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from ..core.installations.origins import normalise_origin

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

API_PATH = "/graphql/"
LONGEST_URL = 500
PUBLIC_PORTS = {443, 8443}
WELL_KNOWN_WEB_PORTS = {80, 443}
FIRST_UNPRIVILEGED_PORT = 1024
PLAIN_TEXT = re.compile(r"[!-~\u00a1-\uffff]+")

# IPv6: only global unicast is public (RFC 4291 §2.4), without the ways to reach IPv4 behind it.
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
TUNNELS = (ipaddress.IPv6Network("2002::/16"), ipaddress.IPv6Network("2001::/32"))
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class ApiUrlInvalid(ValueError):
    """The text is not the address of a Saleor API; the message says what is wrong with it."""


@dataclass(frozen=True)
class ApiUrl:
    """The address of a Saleor's API in its one normalised form."""

    url: str
    origin: str

    @property
    def jwks_url(self) -> str:
        return f"{self.origin}/.well-known/jwks.json"


def parse_api_url(text: str) -> ApiUrl:
    """Read and normalise the address of a Saleor API. Raises ApiUrlInvalid."""
    if len(text) > LONGEST_URL or not PLAIN_TEXT.fullmatch(text) or "\\" in text:
        raise ApiUrlInvalid("it holds characters that no web address has, or is too long")
    try:
        origin, parts = normalise_origin(text), urlsplit(text)
    except (ValueError, UnicodeError) as error:
        raise ApiUrlInvalid("it is no http or https address") from error
    host = str(parts.hostname)
    if "@" in parts.netloc or "%" in host or host.endswith("."):
        raise ApiUrlInvalid("its host is not written plainly")
    if parts.path != API_PATH or "?" in text or "#" in text:
        raise ApiUrlInvalid(f"it must end in {API_PATH}")
    return ApiUrl(url=origin + API_PATH, origin=origin)


def is_reachable(
    address: Address, *, port: int, secure: bool, private: Iterable[Network] | None = None
) -> bool:
    """Whether we may connect there: public by TLS, or inside one of the `private` networks.

    These are SALEOR_PRIVATE_NETWORKS unless said otherwise.
    """
    address = _without_wrapping(address)
    allowed = settings.SALEOR_PRIVATE_NETWORKS if private is None else private
    if any(address in network for network in allowed):
        return port in WELL_KNOWN_WEB_PORTS or port >= FIRST_UNPRIVILEGED_PORT
    return secure and port in PUBLIC_PORTS and _is_public(address)


def _without_wrapping(address: Address) -> Address:
    """The IPv4 address inside an IPv6 one that only carries it (mapped, or NAT64 of RFC 6052)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (
        address not in GLOBAL_UNICAST or any(address in tunnel for tunnel in TUNNELS)
    ):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved
