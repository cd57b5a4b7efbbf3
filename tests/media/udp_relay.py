"""A bad network between browsers and the worker: loses packets, is narrow, silent, or moves."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

QUEUE_SECONDS = 0.3
"""So long a narrow link makes a datagram wait at most; what would wait longer is lost."""


class Link:
    """One direction of one client's access: so many bits per second, and a queue before it."""

    def __init__(self) -> None:
        self.rate: float | None = None
        self.octets = 0
        self._free_at = 0.0

    def pass_on(self, size: int, send: Callable[[], object]) -> bool:
        """Send when it is this datagram's turn; False where the queue is full."""
        self.octets += size
        loop = asyncio.get_running_loop()
        now = loop.time()
        begins = max(now, self._free_at)
        if self.rate is None and begins == now:
            send()
            return True
        if begins - now > QUEUE_SECONDS:
            return False
        self._free_at = begins + (size * 8 / self.rate if self.rate else 0.0)
        loop.call_at(self._free_at, send)
        return True


class UdpRelay:
    """Forwards datagrams both ways. Loss is drawn from a seeded generator.

    `uplink` and `downlink` are shared by all clients, like the access of one household.
    """

    def __init__(self, *, loss: float = 0.0, seed: int = 1, host: str = "127.0.0.1") -> None:
        self.loss = loss
        self.silent = False
        self.dropped = 0
        self._seen_from = host
        self.uplink, self.downlink = Link(), Link()
        self.target = ("127.0.0.1", 0)
        self._random = random.Random(seed)
        self._downstream = _bound(host)
        self._upstreams: dict[tuple[str, int], socket.socket] = {}
        self.address = self._downstream.getsockname()

    def open(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._downstream, self._from_client)

    def move(self, host: str = "127.0.0.1") -> None:
        """Every client appears from a new port, or address, as after a change of network.

        May be called from any thread.
        """
        self._loop.call_soon_threadsafe(self._move, host)

    def _move(self, host: str) -> None:
        self._seen_from = host
        for client in list(self._upstreams):
            self._close_upstream(client)

    def close(self) -> None:
        asyncio.get_running_loop().remove_reader(self._downstream)
        self._downstream.close()
        self._move(self._seen_from)

    def _from_client(self) -> None:
        data, client = self._downstream.recvfrom(4096)
        if client not in self._upstreams:
            upstream = self._upstreams[client] = _bound(self._seen_from)
            asyncio.get_running_loop().add_reader(upstream, self._from_worker, client, upstream)
        if self._passes(data):
            upstream = self._upstreams[client]
            self._pass_on(self.uplink, data, upstream, self.target)

    def _from_worker(self, client: tuple[str, int], upstream: socket.socket) -> None:
        data = upstream.recv(4096)
        if self._passes(data):
            self._pass_on(self.downlink, data, self._downstream, client)

    def _pass_on(
        self, link: Link, data: bytes, through: socket.socket, receiver: tuple[str, int]
    ) -> None:
        def send() -> None:
            if through.fileno() >= 0:
                with suppress(BlockingIOError, ConnectionError):
                    through.sendto(data, receiver)

        self.dropped += not link.pass_on(len(data), send)

    def _passes(self, data: bytes) -> bool:
        # Only media is lost: a lost handshake is repeated, which is DTLS's business.
        lost = self.silent or (data[0] >= 128 and self._random.random() < self.loss)
        self.dropped += lost
        return not lost

    def _close_upstream(self, client: tuple[str, int]) -> None:
        upstream = self._upstreams.pop(client)
        asyncio.get_running_loop().remove_reader(upstream)
        upstream.close()


def _bound(host: str = "127.0.0.1") -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    bound.setblocking(False)
    bound.bind((host, 0))
    return bound


@asynccontextmanager
async def udp_relay(**options: float) -> AsyncIterator[UdpRelay]:
    relay = UdpRelay(**options)
    relay.open()
    try:
        yield relay
    finally:
        relay.close()
