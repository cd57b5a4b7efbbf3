"""What `doctor` finds out about media: nodes, the way to their UDP ports, buffers, TURN."""

from __future__ import annotations

import asyncio
import re
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ANSWER_SECONDS = 2.0
TURN_SECONDS = 3.0
LEAST_BUFFER = 4 * 1024 * 1024
BUFFER_SETTING = Path("/proc/sys/net/core/rmem_max")
CANDIDATE = re.compile(r"^a=candidate:\S+ 1 udp \d+ (\S+) (\d+) typ host", re.MULTILINE)
OFFER = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\nc=IN IP4 0.0.0.0\r\na=mid:0\r\na=sendonly\r\n"
    "a=ice-ufrag:doctor\r\na=ice-pwd:nothingIsEverSentHereByAnyone\r\na=rtcp-mux\r\na=setup:actpass\r\n"
    f"a=fingerprint:sha-256 {':'.join(['00'] * 32)}\r\na=rtpmap:111 opus/48000/2\r\n"
)


def nodes() -> str:
    """Each media node, by its control API."""

    from saleor_personal_shopper.realtime.media_nodes import media_nodes

    for address in media_nodes().addresses():
        if trouble := _trouble_at(address):
            return trouble
    return ""


def _trouble_at(address: str) -> str:
    import httpx

    try:
        answer = httpx.get(f"http://{address}/healthz", timeout=5)
    except httpx.TransportError as error:
        return f"{address} does not answer ({error}): is `personal-shopper media` running?"
    if answer.status_code != 200:
        return f"{address} answers {answer.status_code}: is it another service?"
    return ""


def ways() -> str:
    """A trial as browsers make it, and a signed check to each address that they would be told."""
    from saleor_personal_shopper.realtime.media_changes import media_control
    from saleor_personal_shopper.realtime.media_control import MediaUnavailable

    try:
        answer = asyncio.run(media_control().try_out(event_id=uuid.uuid4(), offer=OFFER))
    except MediaUnavailable as error:
        return f"not tried, since no media node takes a call ({error})"
    told = [(host, int(port)) for host, port in CANDIDATE.findall(answer)]
    silent = [f"{host} port {port}" for host, port in told if not _is_answered(answer, host, port)]
    if not silent:
        return ""
    return (
        f"nothing of ours answers at {', '.join(silent)} (UDP): does MEDIA_CANDIDATES name an "
        "address of the media machine, and does its firewall let UDP through, also from here?"
    )


def _is_answered(answer: str, host: str, port: int) -> bool:
    """Whether a worker answers there with the credentials of this very trial."""
    check, password = _check(answer)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as way:
        way.settimeout(ANSWER_SECONDS)
        try:
            way.connect((host, port))
            way.send(check)
            return _is_signed(way.recv(2048), password)
        except OSError:
            return False


def _check(answer: str) -> tuple[bytes, str]:
    from aioice import stun

    ufrag, password = (
        answer.partition(f"a=ice-{name}:")[2].partition("\r\n")[0] for name in ("ufrag", "pwd")
    )
    message = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
    message.attributes["USERNAME"] = f"{ufrag}:doctor"
    message.attributes["PRIORITY"] = 1
    message.add_message_integrity(password.encode())
    return bytes(message), password


def _is_signed(data: bytes, password: str) -> bool:
    from aioice import stun

    try:
        return bool(stun.parse_message(data).check_message_integrity(password.encode()))
    except ValueError:
        return False


def buffers() -> str:
    """One socket takes in what all participants of a worker send."""
    try:
        most = int(BUFFER_SETTING.read_text())
    except (OSError, ValueError):
        return ""  # not Linux, or hidden
    if most >= LEAST_BUFFER:
        return ""
    return (
        f"the kernel gives a socket {most} bytes, so bursts get lost: "
        f"run `sysctl -w net.core.rmem_max={LEAST_BUFFER}` on the media machine"
    )


def turn() -> str:
    """Ask each TURN server for a relay, with the credentials that browsers get."""
    return "; ".join(asyncio.run(_turn_troubles()))


async def _turn_troubles() -> list[str]:
    found = [await _turn_trouble(url, server) for url, server in _servers()]
    return [trouble for trouble in found if trouble]


def _servers() -> Iterator[tuple[str, Any]]:
    from django.utils import timezone

    from saleor_personal_shopper.core.events.addresses import ice_servers

    for server in ice_servers(uuid.uuid4(), timezone.now()):
        for url in server["urls"]:
            yield url, server


async def _turn_trouble(url: str, server: Any) -> str:
    """First without credentials, which a server that is there answers by asking for some."""
    from aioice import stun

    try:
        await _relay(url)
        return f"{url} asks nobody for credentials: is it open to the world?"
    except stun.TransactionFailed:
        pass
    except (stun.TransactionTimeout, TimeoutError):
        return f"{url} does not answer: is its port open?"
    except OSError as error:
        return f"{url} cannot be reached: {error}"
    try:
        await _relay(url, server["username"], server["credential"])
    except (stun.TransactionFailed, stun.TransactionTimeout, TimeoutError, OSError):
        # A refusal is not signed, so it may look like silence.
        return f"{url} refuses the credentials: is TURN_SECRET its static-auth-secret?"
    return ""


async def _relay(url: str, username: str | None = None, password: str | None = None) -> None:
    """Get a relay and give it back. Raises what aioice raises, and OSError."""
    from aioice import turn

    scheme, _, rest = url.partition(":")
    parts = urlsplit(f"//{rest}")
    is_tls = scheme == "turns"
    async with asyncio.timeout(TURN_SECONDS):
        relay, _protocol = await turn.create_turn_endpoint(
            asyncio.DatagramProtocol,
            server_addr=(parts.hostname or "", parts.port or (5349 if is_tls else 3478)),
            username=username,
            password=password,
            ssl=is_tls or None,
            transport="tcp" if is_tls or "transport=tcp" in parts.query else "udp",
        )
    relay.close()
