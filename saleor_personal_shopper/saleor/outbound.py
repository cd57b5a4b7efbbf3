"""HTTP to a Saleor, or to a calendar, whose address somebody else chose.

The name is resolved once and the connection goes to just that checked address. No redirect is
followed, no proxy variable read; size and whole duration are bounded, slow drips included.
"""

from __future__ import annotations

import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import httpcore
import httpx

from .addresses import Address, is_reachable

CONNECT_SECONDS = 2.0
READ_SECONDS = 10.0
KEPT_CONNECTIONS = 20
KEPT_SECONDS = 3.0
"""Less than uvicorn, which serves Saleor, keeps idle connections: a request sent into one that
is being closed is lost."""


class MayReach(Hashable, Protocol):
    """The rule by which we may connect to an address."""

    def __call__(self, address: Address, *, port: int, secure: bool) -> bool: ...


Resolve = Callable[[str, int], Sequence[Address]]

_deadline: ContextVar[float] = ContextVar("deadline")


class Unreachable(Exception):
    """No whole answer came: refused connection, timeout, broken or too large answer."""


class AnswerTooLarge(Unreachable):
    """The answer has more bytes than we take."""


class AddressForbidden(Unreachable):
    """The name leads where we must not go; nothing was connected to."""


@dataclass
class Answer:
    """A whole HTTP answer; header names are lower-case."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    def json(self, **_: Any) -> Any:
        """The parsed body. Raises ValueError when it is no JSON."""
        return json.loads(self.content)


@dataclass(frozen=True)
class Limits:
    """Whole seconds from start to end, and bytes of the body."""

    seconds: float
    size: int


def request(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    limits: Limits,
    content: bytes | None = None,
    may_reach: MayReach = is_reachable,
) -> Answer:
    """Send one request and read its whole answer. Raises Unreachable."""
    token = _deadline.set(time.monotonic() + limits.seconds)
    timeouts = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS}
    pool = _pool(secure=url.startswith("https:"), may_reach=may_reach)
    try:
        with pool.stream(
            method,
            url,
            headers=list(headers.items()),
            content=content,
            extensions={"timeout": {**timeouts, "pool": CONNECT_SECONDS}},
        ) as response:
            return Answer(
                status_code=response.status,
                headers={
                    key.decode("latin-1").lower(): value.decode("latin-1")
                    for key, value in response.headers
                },
                content=_read(response.iter_stream(), limits.size),
            )
    except _FAILURES as error:
        raise Unreachable(f"{type(error).__name__}: {error}") from error
    finally:
        _deadline.reset(token)


_FAILURES = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.TimeoutException,
    httpcore.UnsupportedProtocol,
    OSError,
)


def _read(chunks: Iterable[bytes], size: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        body += chunk
        if len(body) > size:
            raise AnswerTooLarge(f"The answer is larger than {size} bytes.")
    return bytes(body)


def resolve(host: str, port: int) -> Sequence[Address]:
    """All addresses of a host, by the system. Raises Unreachable, also when it takes too long."""
    future = _resolvers().submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        found = future.result(timeout=CONNECT_SECONDS)
    except (FutureTimeout, OSError, UnicodeError) as error:
        raise Unreachable(f"The name {host} does not resolve.") from error
    return [ipaddress.ip_address(sockaddr[0]) for *_, sockaddr in found]


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that the rules allow, and to no other."""

    def __init__(
        self, resolver: Resolve, *, secure: bool, may_reach: MayReach = is_reachable
    ) -> None:
        self._resolver = resolver
        self._secure = secure
        self._may_reach = may_reach
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._resolver(host, port)
        if not all(self._may_reach(one, port=port, secure=self._secure) for one in addresses):
            raise AddressForbidden(f"{host}:{port} is not an address that we may connect to.")
        failure: Exception = Unreachable(f"{host} has no address.")
        for address in addresses:
            try:
                stream = self._inner.connect_tcp(str(address), port, _left(timeout))
                return TimedStream(stream)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure


class TimedStream(httpcore.NetworkStream):
    """A connection whose every step ends by the deadline of the request."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return TimedStream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(timeout: float | None) -> float:
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("The whole answer took too long.")
    return left if timeout is None else min(timeout, left)


@cache
def _pool(*, secure: bool, may_reach: MayReach) -> httpcore.ConnectionPool:
    """Kept connections of this process; they are keyed by host name, not by address."""
    return httpcore.ConnectionPool(
        ssl_context=httpx.create_ssl_context(),
        max_connections=None,
        max_keepalive_connections=KEPT_CONNECTIONS,
        keepalive_expiry=KEPT_SECONDS,
        network_backend=PinnedBackend(resolve, secure=secure, may_reach=may_reach),
    )


@cache
def _resolvers() -> ThreadPoolExecutor:
    """Threads that ask for names, since the system's own resolver knows no timeout."""
    return ThreadPoolExecutor(max_workers=8, thread_name_prefix="resolve")
