"""The node's settings: those of its first worker, and how many there are."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from ..settings import Endpoint, MediaSettings, SettingsError, parse_endpoint

_MOST_WORKERS = 128
_MOST_SECONDS = 86_400
_DRAIN_SECONDS = "900"


@dataclass(frozen=True)
class NodeSettings:
    """`first` names control API, secret, addresses and UDP port; worker i has that port + i.

    `drain_seconds` is how long running calls may go on after SIGTERM. `address` is host:port
    under which web processes reach the control API where there are several nodes, `registry` the
    Redis in which they find it; both are empty for the only node.
    """

    first: MediaSettings
    workers: int
    drain_seconds: int
    address: str = ""
    registry: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "NodeSettings":
        """Read and check every variable; raises SettingsError."""
        cores = str(len(os.sched_getaffinity(0)))
        first = MediaSettings.from_environment(environ)
        workers = _number("MEDIA_WORKERS", environ.get("MEDIA_WORKERS") or cores, _MOST_WORKERS)
        if workers == 0:
            raise SettingsError("MEDIA_WORKERS is 0: set how many workers to run, at least one.")
        if first.udp_port and first.udp_port + workers - 1 > 65535:
            raise SettingsError("MEDIA_UDP_PORT is too high for so many workers: each has its own.")
        drain = environ.get("MEDIA_DRAIN_SECONDS") or _DRAIN_SECONDS
        seconds = _number("MEDIA_DRAIN_SECONDS", drain, _MOST_SECONDS)
        return cls(first, workers, seconds, *_registered(environ))

    def environment_of(self, worker: int, control: str) -> dict[str, str]:
        """The variables of one worker, whose control API is the Unix socket `control`."""
        first = self.first
        return {
            "MEDIA_BIND": ",".join(first.bind),
            "MEDIA_UDP_PORT": str(_shifted(first.udp_port, worker)),
            "MEDIA_CANDIDATES": ",".join(_text(one, worker) for one in first.candidates),
            "MEDIA_CONTROL": control,
            "MEDIA_SECRET": first.secret,
            "APP_LOG_LEVEL": "debug" if first.verbose else "info",
        }


def _registered(environ: Mapping[str, str]) -> tuple[str, str]:
    """The address in MEDIA_NODE and the Redis where it is told."""
    address = environ.get("MEDIA_NODE", "")
    if not address:
        return "", ""
    host, port = parse_endpoint("MEDIA_NODE", address)
    if not port or not environ.get("REDIS_URL"):
        raise SettingsError("MEDIA_NODE needs host:port of the control API, and a REDIS_URL.")
    return (f"[{host}]:{port}" if ":" in host else address), environ["REDIS_URL"]


def _shifted(port: int, worker: int) -> int:
    """Port 0 stays: whichever is free."""
    return port + worker if port else 0


def _text(candidate: Endpoint, worker: int) -> str:
    host, port = candidate
    return f"[{host}]:{_shifted(port, worker)}"


def _number(name: str, value: str, most: int) -> int:
    if not value.isascii() or not value.isdigit() or int(value) > most:
        raise SettingsError(f"{name} needs a number from 0 to {most}, and “{value}” is none.")
    return int(value)
