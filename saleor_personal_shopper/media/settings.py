"""The media worker's settings: the only reader of its environment."""

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass

_MINIMUM_SECRET = 16
_ALL_INTERFACES = "0.0.0.0"  # noqa: S104 - browsers come from anywhere

Endpoint = tuple[str, int]


class SettingsError(Exception):
    """A variable is missing or wrong; the message says which and what to do."""


@dataclass(frozen=True)
class MediaSettings:
    """What one worker needs to know.

    `udp_port` 0 binds any free port. `candidates` are the (address, port) pairs that browsers
    are told; empty means the bound address, a port of 0 the bound port. `control` is where the
    private API listens: (host, port) or the path of a Unix socket.
    """

    udp_port: int
    bind: tuple[str, ...]
    candidates: tuple[Endpoint, ...]
    control: Endpoint | str
    secret: str
    verbose: bool

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "MediaSettings":
        """Read and check every variable; raises SettingsError."""
        bind = _hosts(environ.get("MEDIA_BIND", _ALL_INTERFACES))
        candidates = _candidates(environ.get("MEDIA_CANDIDATES", ""))
        if not candidates and any(ipaddress.ip_address(host).is_unspecified for host in bind):
            raise SettingsError(
                "MEDIA_CANDIDATES is missing: set it to the addresses browsers can reach, "
                "such as 203.0.113.7:40000, or bind one address by MEDIA_BIND."
            )
        return cls(
            udp_port=_port("MEDIA_UDP_PORT", environ.get("MEDIA_UDP_PORT", "0")),
            bind=bind,
            candidates=candidates,
            control=_control(environ.get("MEDIA_CONTROL", "")),
            secret=_secret(environ.get("MEDIA_SECRET", "")),
            verbose=environ.get("APP_LOG_LEVEL", "info").lower() in ("debug", "trace"),
        )


def _secret(value: str) -> str:
    if len(value) < _MINIMUM_SECRET:
        raise SettingsError(
            f"MEDIA_SECRET must have at least {_MINIMUM_SECRET} characters: "
            "set the same random text for the web process and the media worker."
        )
    return value


def _control(value: str) -> Endpoint | str:
    if not value:
        raise SettingsError("MEDIA_CONTROL is missing: set host:port or the path of a Unix socket.")
    return value if "/" in value else parse_endpoint("MEDIA_CONTROL", value)


def _candidates(value: str) -> tuple[Endpoint, ...]:
    entries = [entry.strip() for entry in value.split(",") if entry.strip()]
    candidates = tuple(parse_endpoint("MEDIA_CANDIDATES", entry) for entry in entries)
    for host, _ in candidates:
        _address("MEDIA_CANDIDATES", host)
    return candidates


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(entry.strip(" []") for entry in value.split(",") if entry.strip())
    if not hosts:
        raise SettingsError("MEDIA_BIND is empty: set an IP address, or leave the variable out.")
    return tuple(_address("MEDIA_BIND", host) for host in hosts)


def parse_endpoint(name: str, value: str) -> Endpoint:
    """host:port, with brackets around an IPv6 address. Raises SettingsError."""
    host, separator, port = value.rpartition(":")
    if not separator or not host:
        raise SettingsError(f"{name} must hold host:port, but “{value}” does not.")
    return host.strip("[]"), _port(name, port)


def _address(name: str, value: str) -> str:
    try:
        return str(ipaddress.ip_address(value))
    except ValueError as error:
        raise SettingsError(f"{name} needs IP addresses, and “{value}” is none.") from error


def _port(name: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > 65535:
        raise SettingsError(f"{name} needs a port from 0 to 65535, and “{value}” is none.")
    return int(value)
